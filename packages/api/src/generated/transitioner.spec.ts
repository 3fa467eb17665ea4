// Made from openapi/ by `npm run generate`. Do not edit.
export const transitionerSpec = {
 "openapi": "3.1.0",
 "info": {
  "title": "Cautious Tribble transitioner",
  "version": "1.0.0",
  "description": "Moves versions from one environment to the next when it is safe.",
  "license": {
   "name": "Apache-2.0",
   "identifier": "Apache-2.0"
  }
 },
 "servers": [
  {
   "url": "/"
  }
 ],
 "paths": {
  "/health": {
   "get": {
    "operationId": "getHealth",
    "summary": "The process lives.",
    "tags": [
     "operations"
    ],
    "security": [],
    "responses": {
     "200": {
      "description": "alive",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Health"
        }
       }
      }
     }
    }
   }
  },
  "/ready": {
   "get": {
    "operationId": "getReady",
    "summary": "The service has read a head of the resource repository and can answer.",
    "tags": [
     "operations"
    ],
    "security": [],
    "responses": {
     "200": {
      "description": "ready",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Health"
        }
       }
      }
     },
     "503": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  },
  "/metrics": {
   "get": {
    "operationId": "getMetrics",
    "summary": "Prometheus metrics.",
    "tags": [
     "operations"
    ],
    "security": [],
    "responses": {
     "200": {
      "description": "metrics in the Prometheus text format",
      "content": {
       "text/plain": {
        "schema": {
         "type": "string"
        }
       }
      }
     }
    }
   }
  },
  "/.well-known/deployment-meta.json": {
   "get": {
    "operationId": "getDeploymentMeta",
    "summary": "Which build of this service runs.",
    "tags": [
     "operations"
    ],
    "security": [],
    "responses": {
     "200": {
      "description": "what runs",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DeploymentMeta"
        }
       }
      }
     }
    }
   }
  },
  "/api/status": {
   "get": {
    "operationId": "getStatus",
    "summary": "The result of every transition. It changes only when something happened.",
    "tags": [
     "status"
    ],
    "responses": {
     "200": {
      "description": "the status",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TransitionerStatus"
        }
       }
      }
     },
     "304": {
      "$ref": "#/components/responses/NotModified"
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  },
  "/api/events": {
   "get": {
    "operationId": "getEvents",
    "summary": "Server-Sent Events; each event `status` carries the whole status, the first one at once.",
    "tags": [
     "status"
    ],
    "responses": {
     "200": {
      "description": "the stream",
      "content": {
       "text/event-stream": {
        "schema": {
         "type": "string"
        }
       }
      }
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  },
  "/api/transitions/{transition}": {
   "get": {
    "operationId": "getTransition",
    "summary": "What a transition would move, what each gate says, and what it did.",
    "tags": [
     "transitions"
    ],
    "parameters": [
     {
      "name": "transition",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "minLength": 1
      }
     }
    ],
    "responses": {
     "200": {
      "description": "the answer",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TransitionDetail"
        }
       }
      }
     },
     "304": {
      "$ref": "#/components/responses/NotModified"
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  },
  "/api/transitions/{transition}/evaluate": {
   "post": {
    "operationId": "evaluateTransition",
    "summary": "Asks every gate anew and decides at once.",
    "tags": [
     "transitions"
    ],
    "parameters": [
     {
      "name": "transition",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "minLength": 1
      }
     }
    ],
    "responses": {
     "200": {
      "description": "the answer",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TransitionDetail"
        }
       }
      }
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  },
  "/api/explain": {
   "get": {
    "operationId": "explain",
    "summary": "Why a version is, or is not yet, in an environment.",
    "tags": [
     "transitions"
    ],
    "parameters": [
     {
      "name": "resource",
      "in": "query",
      "required": true,
      "allowReserved": true,
      "schema": {
       "type": "string",
       "minLength": 1
      }
     },
     {
      "name": "environment",
      "in": "query",
      "required": true,
      "schema": {
       "type": "string",
       "minLength": 1
      }
     },
     {
      "name": "version",
      "in": "query",
      "allowReserved": true,
      "description": "The version that is wanted; by default the newest on its way.",
      "schema": {
       "type": "string",
       "minLength": 1
      }
     }
    ],
    "responses": {
     "200": {
      "description": "the answer",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Explanation"
        }
       }
      }
     },
     "304": {
      "$ref": "#/components/responses/NotModified"
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  },
  "/api/forecast": {
   "get": {
    "operationId": "getForecast",
    "summary": "The next moves.",
    "description": "`from` and `to` are the time of the question, so that no two answers are the same and an ETag is of no use.",
    "tags": [
     "transitions"
    ],
    "parameters": [
     {
      "name": "hours",
      "in": "query",
      "description": "How far to look ahead.",
      "schema": {
       "type": "number",
       "minimum": 0.1,
       "maximum": 744,
       "default": 24
      }
     }
    ],
    "responses": {
     "200": {
      "description": "the answer",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Forecast"
        }
       }
      }
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  },
  "/api/preview": {
   "post": {
    "operationId": "preview",
    "summary": "What a lock, an unlock, an approval, a pause or an edit of a settings file would change.",
    "tags": [
     "transitions"
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/PreviewRequest"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "the answer",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Preview"
        }
       }
      }
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   }
  }
 },
 "components": {
  "schemas": {
   "Health": {
    "type": "object",
    "required": [
     "status"
    ],
    "additionalProperties": false,
    "properties": {
     "status": {
      "type": "string",
      "enum": [
       "ok"
      ]
     }
    }
   },
   "FieldError": {
    "type": "object",
    "required": [
     "path",
     "message"
    ],
    "additionalProperties": false,
    "properties": {
     "path": {
      "type": "string",
      "description": "Where the fault is",
      "examples": [
       "/body/version"
      ]
     },
     "message": {
      "type": "string"
     }
    }
   },
   "ProblemDetails": {
    "description": "RFC 9457 problem details.",
    "type": "object",
    "required": [
     "title",
     "status"
    ],
    "properties": {
     "type": {
      "type": "string",
      "description": "A URI reference that names the kind of problem; `about:blank` where the status says it all."
     },
     "title": {
      "type": "string"
     },
     "status": {
      "type": "integer"
     },
     "detail": {
      "type": "string",
      "description": "What happened and what to do about it."
     },
     "errors": {
      "type": "array",
      "description": "One entry for each fault of the request.",
      "items": {
       "$ref": "#/components/schemas/FieldError"
      }
     }
    }
   },
   "DeploymentMeta": {
    "type": "object",
    "required": [
     "name",
     "version"
    ],
    "additionalProperties": false,
    "properties": {
     "name": {
      "type": "string",
      "examples": [
       "aggregator"
      ]
     },
     "version": {
      "type": "string",
      "examples": [
       "0.1.0"
      ]
     },
     "revision": {
      "type": "string",
      "description": "The git commit that the build was made from",
      "where it is known.": null
     }
    }
   },
   "Revision": {
    "type": "string",
    "description": "A git commit id.",
    "pattern": "^[0-9a-f]{40}([0-9a-f]{24})?$"
   },
   "TransitionSuccess": {
    "type": "object",
    "required": [
     "result",
     "commit"
    ],
    "additionalProperties": false,
    "properties": {
     "result": {
      "type": "string",
      "const": "Success"
     },
     "commit": {
      "$ref": "#/components/schemas/Revision"
     }
    }
   },
   "TransitionSkipped": {
    "type": "object",
    "required": [
     "result",
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "result": {
      "type": "string",
      "const": "Skipped"
     },
     "reason": {
      "type": "string",
      "enum": [
       "Scheduled",
       "TargetLocked",
       "SourceMissing",
       "NoChange",
       "Paused",
       "Waiting"
      ]
     },
     "message": {
      "type": "string"
     },
     "time": {
      "type": "string",
      "format": "date-time",
      "description": "When it is due."
     }
    }
   },
   "TransitionBlocked": {
    "description": "It may pass soon; its source is left as it is until then.",
    "type": "object",
    "required": [
     "result",
     "message"
    ],
    "additionalProperties": false,
    "properties": {
     "result": {
      "type": "string",
      "const": "Blocked"
     },
     "message": {
      "type": "string"
     }
    }
   },
   "TransitionCheckFailed": {
    "type": "object",
    "required": [
     "result",
     "message"
    ],
    "additionalProperties": false,
    "properties": {
     "result": {
      "type": "string",
      "const": "CheckFailed"
     },
     "message": {
      "type": "string"
     }
    }
   },
   "TransitionResult": {
    "oneOf": [
     {
      "$ref": "#/components/schemas/TransitionSuccess"
     },
     {
      "$ref": "#/components/schemas/TransitionSkipped"
     },
     {
      "$ref": "#/components/schemas/TransitionBlocked"
     },
     {
      "$ref": "#/components/schemas/TransitionCheckFailed"
     }
    ],
    "discriminator": {
     "propertyName": "result",
     "mapping": {
      "Success": "#/components/schemas/TransitionSuccess",
      "Skipped": "#/components/schemas/TransitionSkipped",
      "Blocked": "#/components/schemas/TransitionBlocked",
      "CheckFailed": "#/components/schemas/TransitionCheckFailed"
     }
    }
   },
   "VersionChange": {
    "description": "What a transition would do, or did, to one resource of its target.",
    "type": "object",
    "required": [
     "resource"
    ],
    "additionalProperties": false,
    "properties": {
     "resource": {
      "type": "string"
     },
     "from": {
      "type": "string",
      "description": "The version in the target now; absent where there is none."
     },
     "to": {
      "type": "string",
      "description": "The version in the source; absent where the resource goes."
     }
    }
   },
   "LeftOut": {
    "description": "A resource that a transition leaves as it is, and why.",
    "type": "object",
    "required": [
     "resource",
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "resource": {
      "type": "string"
     },
     "reason": {
      "type": "string",
      "enum": [
       "NoBase",
       "Locked",
       "Invalid",
       "Held",
       "Scheduled",
       "Together",
       "SourcesDiffer"
      ]
     },
     "message": {
      "type": "string"
     },
     "until": {
      "type": "string",
      "format": "date-time",
      "description": "When time alone may change that."
     }
    }
   },
   "Evidence": {
    "description": "What a verdict rests on.",
    "type": "object",
    "required": [
     "text"
    ],
    "additionalProperties": false,
    "properties": {
     "text": {
      "type": "string",
      "description": "May have several lines."
     },
     "link": {
      "type": "string"
     },
     "revision": {
      "type": "string"
     }
    }
   },
   "GateVerdict": {
    "description": "What one gate says of a transition, or of one resource of it.",
    "type": "object",
    "required": [
     "gate",
     "source",
     "verdict",
     "reason",
     "judged"
    ],
    "additionalProperties": false,
    "properties": {
     "gate": {
      "type": "string",
      "examples": [
       "Soak"
      ]
     },
     "source": {
      "type": "string",
      "description": "The environment that it was asked about."
     },
     "resource": {
      "type": "string",
      "description": "The one resource judged; absent where all were judged together."
     },
     "verdict": {
      "description": "`pass`: yes. `hold`: soon; the source is left as it is meanwhile. `wait`: something outside; nobody else waits. `fail`: no. `unknown`: it cannot tell, which blocks.",
      "type": "string",
      "enum": [
       "pass",
       "hold",
       "wait",
       "fail",
       "unknown"
      ]
     },
     "reason": {
      "type": "string"
     },
     "judged": {
      "type": "string",
      "description": "What exactly was judged."
     },
     "evidence": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Evidence"
      }
     },
     "until": {
      "type": "string",
      "format": "date-time",
      "description": "When time alone may change the verdict."
     }
    }
   },
   "LockReason": {
    "description": "Why something is locked or paused, by whom, since when and until when.",
    "type": "object",
    "required": [
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "reason": {
      "type": "string"
     },
     "by": {
      "type": "string"
     },
     "at": {
      "type": "string"
     },
     "until": {
      "type": "string"
     }
    }
   },
   "TransitionStatus": {
    "type": "object",
    "required": [
     "source",
     "sources",
     "target",
     "result",
     "pending",
     "leftOut",
     "gates",
     "paused"
    ],
    "additionalProperties": false,
    "properties": {
     "source": {
      "type": "string",
      "description": "The source; of several the first."
     },
     "sources": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "target": {
      "type": "string"
     },
     "result": {
      "$ref": "#/components/schemas/TransitionResult"
     },
     "pending": {
      "description": "What would move, had the transition passed; the first 100.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/VersionChange"
      }
     },
     "morePending": {
      "type": "integer",
      "minimum": 1,
      "description": "How many further changes are not told here."
     },
     "leftOut": {
      "description": "What differs and stays as it is; the first 100. What `resources` leaves out is none of it.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/LeftOut"
      }
     },
     "moreLeftOut": {
      "type": "integer",
      "minimum": 1,
      "description": "How many further resources are not told here."
     },
     "gates": {
      "description": "What the gates say of what is pending, those that do not pass first; the first 50.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/GateVerdict"
      }
     },
     "moreGates": {
      "type": "integer",
      "minimum": 1,
      "description": "How many further verdicts are not told here."
     },
     "paused": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/LockReason"
      }
     },
     "until": {
      "type": "string",
      "format": "date-time",
      "description": "When time alone may change the result."
     }
    }
   },
   "Problem": {
    "description": "A fault in a file of the resource repository. It never stops other files from being used.",
    "type": "object",
    "required": [
     "path",
     "message"
    ],
    "additionalProperties": false,
    "properties": {
     "path": {
      "type": "string",
      "description": "The file",
      "examples": [
       "dev/base/s1.yaml"
      ]
     },
     "line": {
      "type": "integer",
      "minimum": 1
     },
     "column": {
      "type": "integer",
      "minimum": 1
     },
     "message": {
      "type": "string"
     },
     "hint": {
      "type": "string",
      "description": "What to do about it."
     },
     "revision": {
      "$ref": "#/components/schemas/Revision"
     }
    }
   },
   "TransitionerStatus": {
    "type": "object",
    "required": [
     "order",
     "transitions",
     "paused",
     "problems"
    ],
    "additionalProperties": false,
    "properties": {
     "revision": {
      "type": "string",
      "description": "The newest commit that the transitioner has decided on."
     },
     "order": {
      "description": "The transitions by priority.",
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "transitions": {
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/TransitionStatus"
      }
     },
     "paused": {
      "description": "Why all transitions are paused; empty where they are not.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/LockReason"
      }
     },
     "rewritten": {
      "description": "The branch was rewritten: the head that was known before is not part of its history any more. What was removed is not pushed again.",
      "type": "object",
      "required": [
       "before",
       "after"
      ],
      "additionalProperties": false,
      "properties": {
       "before": {
        "$ref": "#/components/schemas/Revision"
       },
       "after": {
        "$ref": "#/components/schemas/Revision"
       }
      }
     },
     "problems": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Problem"
      }
     }
    }
   },
   "PendingChange": {
    "description": "A version that waits to be moved, with what people want to know before they let it.",
    "type": "object",
    "required": [
     "resource",
     "change"
    ],
    "additionalProperties": false,
    "properties": {
     "resource": {
      "type": "string"
     },
     "from": {
      "type": "string"
     },
     "to": {
      "type": "string"
     },
     "change": {
      "type": "string",
      "description": "Where the transition judges per resource, what an approval names: the id of this change, or of all that moves together with it, which then all have the same. Else the id of this change alone."
     },
     "versionId": {
      "type": "string",
      "description": "The git blob id of the version file that comes."
     },
     "commit": {
      "type": "string",
      "description": "The commit that registered the version."
     },
     "author": {
      "type": "string"
     },
     "at": {
      "type": "string",
      "format": "date-time",
      "description": "When it was registered."
     },
     "changelog": {
      "type": "string",
      "description": "The message of that commit without its trailers."
     }
    }
   },
   "Approval": {
    "type": "object",
    "required": [
     "change",
     "by",
     "at"
    ],
    "additionalProperties": false,
    "properties": {
     "change": {
      "type": "string"
     },
     "by": {
      "type": "string",
      "examples": [
       "Ann Example <ann@example.org>"
      ]
     },
     "at": {
      "type": "string",
      "format": "date-time"
     },
     "comment": {
      "type": "string"
     }
    }
   },
   "TransitionRun": {
    "description": "What the transitioner committed for a transition.",
    "type": "object",
    "required": [
     "commit",
     "at",
     "action",
     "changes",
     "gates",
     "outcome"
    ],
    "additionalProperties": false,
    "properties": {
     "commit": {
      "$ref": "#/components/schemas/Revision"
     },
     "at": {
      "type": "string",
      "format": "date-time"
     },
     "action": {
      "type": "string",
      "enum": [
       "transition",
       "rollback",
       "unlock"
      ]
     },
     "changes": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/VersionChange"
      }
     },
     "gates": {
      "type": "array",
      "description": "What each gate said, as the commit tells it.",
      "items": {
       "type": "string"
      }
     },
     "outcome": {
      "type": "string",
      "description": "What its rollout came to. `Superseded`, another version came before it was known.",
      "enum": [
       "Clean",
       "Failed",
       "Superseded",
       "Pending"
      ]
     }
    }
   },
   "TransitionDetail": {
    "type": "object",
    "required": [
     "name",
     "status",
     "pending",
     "gates",
     "approvals",
     "runs",
     "successful"
    ],
    "additionalProperties": false,
    "properties": {
     "name": {
      "type": "string"
     },
     "status": {
      "$ref": "#/components/schemas/TransitionStatus"
     },
     "change": {
      "type": "string",
      "description": "The id of all that is pending together; what an approval names unless the transition judges per resource."
     },
     "perResource": {
      "type": "boolean"
     },
     "pending": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/PendingChange"
      }
     },
     "gates": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/GateVerdict"
      }
     },
     "approvals": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Approval"
      }
     },
     "runs": {
      "type": "array",
      "maxItems": 100,
      "description": "The newest first.",
      "items": {
       "$ref": "#/components/schemas/TransitionRun"
      }
     },
     "successful": {
      "type": "array",
      "maxItems": 100,
      "description": "Those whose rollout came to Clean, the newest first.",
      "items": {
       "$ref": "#/components/schemas/TransitionRun"
      }
     }
    }
   },
   "ExplanationLink": {
    "description": "One step on the way of a version, and what stands there.",
    "type": "object",
    "required": [
     "state",
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "transition": {
      "type": "string",
      "description": "Absent for the rollout in the environment itself."
     },
     "source": {
      "type": "string"
     },
     "target": {
      "type": "string"
     },
     "state": {
      "description": "`done`: the version is past it. `blocking`: it stands here, this is why. `waiting`: it will come here once what is before it is done; the reason says what would stop it here, as far as it is known today.",
      "type": "string",
      "enum": [
       "done",
       "blocking",
       "waiting"
      ]
     },
     "code": {
      "type": "string",
      "enum": [
       "Arrived",
       "RollingOut",
       "RolloutFailed",
       "EnvironmentLocked",
       "ResourceLocked",
       "Paused",
       "Gate",
       "Scheduled",
       "Held",
       "NoBase",
       "Excluded",
       "Invalid",
       "SourcesDiffer",
       "SourceMissing",
       "ConfigurationFault",
       "Superseded",
       "NoTransition",
       "Frozen",
       "Moving"
      ]
     },
     "reason": {
      "type": "string"
     },
     "nextAction": {
      "type": "string",
      "description": "What somebody can do about it",
      "or what happens by itself.": null
     },
     "earliest": {
      "type": "string",
      "format": "date-time",
      "description": "The earliest time at which this is over, where it is known."
     },
     "locks": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/LockReason"
      }
     },
     "gates": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/GateVerdict"
      }
     }
    }
   },
   "Explanation": {
    "description": "Why a version of a resource is, or is not yet, in an environment.",
    "type": "object",
    "required": [
     "resource",
     "environment",
     "arrived",
     "summary",
     "links"
    ],
    "additionalProperties": false,
    "properties": {
     "resource": {
      "type": "string"
     },
     "environment": {
      "type": "string"
     },
     "wanted": {
      "type": "string",
      "description": "The version asked for; by default the newest that is on its way."
     },
     "current": {
      "type": "string",
      "description": "The version that the environment has now."
     },
     "arrived": {
      "type": "boolean",
      "description": "It is in the environment, and what runs there is healthy; or nothing is deployed there."
     },
     "summary": {
      "type": "string",
      "examples": [
       "s1 100 waits for prod: prod is locked (release day, by Ann)"
      ]
     },
     "earliest": {
      "type": "string",
      "format": "date-time",
      "description": "The earliest arrival that can be foreseen."
     },
     "links": {
      "description": "From the environment back to the first blocker.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ExplanationLink"
      }
     }
    }
   },
   "ForecastMove": {
    "type": "object",
    "required": [
     "at",
     "transition",
     "source",
     "target",
     "changes",
     "assumes"
    ],
    "additionalProperties": false,
    "properties": {
     "at": {
      "type": "string",
      "format": "date-time"
     },
     "transition": {
      "type": "string"
     },
     "source": {
      "type": "string"
     },
     "target": {
      "type": "string"
     },
     "changes": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/VersionChange"
      }
     },
     "cleanAt": {
      "type": "string",
      "format": "date-time",
      "description": "When its rollout is usually done."
     },
     "assumes": {
      "type": "array",
      "description": "What cannot be foreseen and is taken for granted.",
      "items": {
       "type": "string"
      }
     }
    }
   },
   "ForecastBlocked": {
    "type": "object",
    "required": [
     "transition",
     "source",
     "target",
     "changes",
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "transition": {
      "type": "string"
     },
     "source": {
      "type": "string"
     },
     "target": {
      "type": "string"
     },
     "changes": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/VersionChange"
      }
     },
     "reason": {
      "type": "string"
     },
     "until": {
      "type": "string",
      "format": "date-time"
     }
    }
   },
   "Forecast": {
    "description": "The next moves, from the decision itself on a stepped clock, were nothing else to happen.",
    "type": "object",
    "required": [
     "from",
     "to",
     "moves",
     "blocked",
     "complete"
    ],
    "additionalProperties": false,
    "properties": {
     "from": {
      "type": "string",
      "format": "date-time"
     },
     "to": {
      "type": "string",
      "format": "date-time"
     },
     "moves": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ForecastMove"
      }
     },
     "blocked": {
      "description": "What still waits at the end.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ForecastBlocked"
      }
     },
     "complete": {
      "type": "boolean",
      "description": "False where there were more steps than are worked out."
     }
    }
   },
   "PreviewLock": {
    "type": "object",
    "required": [
     "kind",
     "environment"
    ],
    "additionalProperties": false,
    "properties": {
     "kind": {
      "type": "string",
      "const": "lock"
     },
     "environment": {
      "type": "string",
      "minLength": 1
     },
     "resource": {
      "type": "string",
      "minLength": 1
     },
     "until": {
      "type": "string",
      "format": "date-time"
     }
    }
   },
   "PreviewUnlock": {
    "type": "object",
    "required": [
     "kind",
     "environment"
    ],
    "additionalProperties": false,
    "properties": {
     "kind": {
      "type": "string",
      "const": "unlock"
     },
     "environment": {
      "type": "string",
      "minLength": 1
     },
     "resource": {
      "type": "string",
      "minLength": 1
     },
     "reason": {
      "type": "string",
      "minLength": 1,
      "description": "The reason to remove; all where it is absent."
     }
    }
   },
   "PreviewApproval": {
    "type": "object",
    "required": [
     "kind",
     "transition",
     "changes",
     "by"
    ],
    "additionalProperties": false,
    "properties": {
     "kind": {
      "type": "string",
      "const": "approval"
     },
     "transition": {
      "type": "string",
      "minLength": 1
     },
     "changes": {
      "description": "Ids of what is pending, or their first 12 characters.",
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "string",
       "minLength": 1
      }
     },
     "by": {
      "type": "string",
      "minLength": 1,
      "examples": [
       "Ann Example <ann@example.org>"
      ]
     }
    }
   },
   "PreviewPause": {
    "type": "object",
    "required": [
     "kind"
    ],
    "additionalProperties": false,
    "properties": {
     "kind": {
      "type": "string",
      "const": "pause"
     },
     "transition": {
      "type": "string",
      "minLength": 1,
      "description": "All where it is absent."
     },
     "until": {
      "type": "string",
      "format": "date-time"
     }
    }
   },
   "PreviewResume": {
    "type": "object",
    "required": [
     "kind"
    ],
    "additionalProperties": false,
    "properties": {
     "kind": {
      "type": "string",
      "const": "resume"
     },
     "transition": {
      "type": "string",
      "minLength": 1,
      "description": "All where it is absent."
     }
    }
   },
   "PreviewFile": {
    "description": "Another text of a settings file.",
    "type": "object",
    "required": [
     "kind",
     "path",
     "text"
    ],
    "additionalProperties": false,
    "properties": {
     "kind": {
      "type": "string",
      "const": "file"
     },
     "path": {
      "type": "string",
      "examples": [
       "transitions.yaml",
       "prod/locks.yaml"
      ]
     },
     "text": {
      "type": "string",
      "maxLength": 1000000
     }
    }
   },
   "PreviewRequest": {
    "description": "What somebody might do.",
    "oneOf": [
     {
      "$ref": "#/components/schemas/PreviewLock"
     },
     {
      "$ref": "#/components/schemas/PreviewUnlock"
     },
     {
      "$ref": "#/components/schemas/PreviewApproval"
     },
     {
      "$ref": "#/components/schemas/PreviewPause"
     },
     {
      "$ref": "#/components/schemas/PreviewResume"
     },
     {
      "$ref": "#/components/schemas/PreviewFile"
     }
    ],
    "discriminator": {
     "propertyName": "kind",
     "mapping": {
      "lock": "#/components/schemas/PreviewLock",
      "unlock": "#/components/schemas/PreviewUnlock",
      "approval": "#/components/schemas/PreviewApproval",
      "pause": "#/components/schemas/PreviewPause",
      "resume": "#/components/schemas/PreviewResume",
      "file": "#/components/schemas/PreviewFile"
     }
    }
   },
   "ForecastTime": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
     "at": {
      "type": "string",
      "format": "date-time"
     }
    }
   },
   "PreviewMove": {
    "type": "object",
    "required": [
     "transition",
     "source",
     "target",
     "change",
     "before",
     "after"
    ],
    "additionalProperties": false,
    "description": "One version whose way changes. A time that is absent is one that the forecast does not reach.",
    "properties": {
     "transition": {
      "type": "string"
     },
     "source": {
      "type": "string"
     },
     "target": {
      "type": "string"
     },
     "change": {
      "$ref": "#/components/schemas/VersionChange"
     },
     "before": {
      "$ref": "#/components/schemas/ForecastTime"
     },
     "after": {
      "$ref": "#/components/schemas/ForecastTime"
     }
    }
   },
   "Preview": {
    "type": "object",
    "required": [
     "released",
     "held",
     "rescheduled",
     "problems",
     "summary",
     "after"
    ],
    "additionalProperties": false,
    "properties": {
     "summary": {
      "type": "string",
      "examples": [
       "3 versions would move to prod at once"
      ]
     },
     "released": {
      "description": "What would move, and would not otherwise.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/PreviewMove"
      }
     },
     "held": {
      "description": "What would stay, and would move otherwise.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/PreviewMove"
      }
     },
     "rescheduled": {
      "description": "What would move at another time.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/PreviewMove"
      }
     },
     "problems": {
      "description": "Faults that the files would have.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Problem"
      }
     },
     "after": {
      "$ref": "#/components/schemas/Forecast"
     }
    }
   }
  },
  "responses": {
   "ProblemDetails": {
    "description": "what went wrong, where, and what to do (RFC 9457)",
    "content": {
     "application/problem+json": {
      "schema": {
       "$ref": "#/components/schemas/ProblemDetails"
      }
     }
    }
   },
   "NotModified": {
    "description": "not changed since the ETag of If-None-Match"
   }
  },
  "headers": {
   "ETag": {
    "description": "Names this answer; with it in If-None-Match the same answer is a 304.",
    "schema": {
     "type": "string"
    }
   }
  }
 }
} as const;
