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
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/TransitionerStatus"
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
       "NoChange"
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
       "Excluded",
       "Invalid",
       "Held"
      ]
     },
     "message": {
      "type": "string"
     }
    }
   },
   "TransitionStatus": {
    "type": "object",
    "required": [
     "source",
     "target",
     "result",
     "pending",
     "leftOut"
    ],
    "additionalProperties": false,
    "properties": {
     "source": {
      "type": "string"
     },
     "target": {
      "type": "string"
     },
     "result": {
      "$ref": "#/components/schemas/TransitionResult"
     },
     "pending": {
      "description": "What would move, had the transition passed.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/VersionChange"
      }
     },
     "leftOut": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/LeftOut"
      }
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
     "problems": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Problem"
      }
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
   }
  }
 }
} as const;
