// Made from openapi/ by `npm run generate`. Do not edit.
export const aggregatorSpec = {
 "openapi": "3.1.0",
 "info": {
  "title": "Cautious Tribble aggregator",
  "version": "1.0.0",
  "description": "The API that CI and people call.",
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
  "/api/state": {
   "get": {
    "operationId": "getState",
    "summary": "A snapshot of everything that the board shows.",
    "tags": [
     "state"
    ],
    "responses": {
     "200": {
      "description": "the state",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/State"
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
    "summary": "Server-Sent Events; a `snapshot` (State), then numbered `patch`es (JSON Merge Patch, RFC 7396, of State).",
    "description": "Resumes after `Last-Event-ID` where the server still holds the patches since then, else begins with a new snapshot. A comment line is sent as a heartbeat.",
    "tags": [
     "state"
    ],
    "parameters": [
     {
      "name": "Last-Event-ID",
      "in": "header",
      "schema": {
       "type": "string"
      }
     }
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
  "/api/resources/{resource}/versions": {
   "parameters": [
    {
     "$ref": "#/components/parameters/Resource"
    }
   ],
   "post": {
    "operationId": "registerVersion",
    "summary": "CI registers a version.",
    "description": "The same content again answers 200 with the commit of the first time, however long ago it was; the same version with other content answers 409.",
    "tags": [
     "versions"
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/Author"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/NewVersion"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "registered before",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RegisteredVersion"
        }
       }
      }
     },
     "201": {
      "description": "registered",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/RegisteredVersion"
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
  "/api/deployments": {
   "post": {
    "operationId": "deploy",
    "summary": "Deploys chosen versions in one commit, all or nothing.",
    "tags": [
     "versions"
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/Author"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Deployment"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "everything is there already; no commit was made",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
        }
       }
      }
     },
     "201": {
      "description": "committed",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
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
  "/api/environments/{environment}/locks": {
   "parameters": [
    {
     "name": "environment",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string",
      "minLength": 1
     }
    },
    {
     "$ref": "#/components/parameters/Author"
    }
   ],
   "post": {
    "operationId": "lock",
    "summary": "Locks an environment, or one resource of it, against transitions.",
    "tags": [
     "locks"
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/NewLock"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "locked for this reason before; no commit was made",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
        }
       }
      }
     },
     "201": {
      "description": "locked",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
        }
       }
      }
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   },
   "delete": {
    "operationId": "unlock",
    "summary": "Removes one reason, or all, from an environment or one resource of it.",
    "tags": [
     "locks"
    ],
    "parameters": [
     {
      "name": "resource",
      "in": "query",
      "allowReserved": true,
      "schema": {
       "type": "string",
       "minLength": 1
      }
     },
     {
      "name": "reason",
      "in": "query",
      "allowReserved": true,
      "description": "The reason to remove; all where it is absent.",
      "schema": {
       "type": "string",
       "minLength": 1
      }
     }
    ],
    "responses": {
     "200": {
      "description": "unlocked, or not locked at all (then `changed` is false and there is no commit of its own)",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
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
  },
  "/api/transitions/{transition}/approvals": {
   "post": {
    "operationId": "approve",
    "summary": "Approves exactly what is pending, by its id; anything newer needs a new approval.",
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
     },
     {
      "$ref": "#/components/parameters/Author"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/NewApproval"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "approved before by the same person; no commit was made",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
        }
       }
      }
     },
     "201": {
      "description": "approved",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
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
  "/api/pauses": {
   "post": {
    "operationId": "pause",
    "summary": "Pauses one transition, or all of them.",
    "tags": [
     "transitions"
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/Author"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/NewPause"
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "paused for this reason before; no commit was made",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
        }
       }
      }
     },
     "201": {
      "description": "paused",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
        }
       }
      }
     },
     "default": {
      "$ref": "#/components/responses/ProblemDetails"
     }
    }
   },
   "delete": {
    "operationId": "resume",
    "summary": "Removes one reason, or all, for which one transition or all of them are paused.",
    "tags": [
     "transitions"
    ],
    "parameters": [
     {
      "$ref": "#/components/parameters/Author"
     },
     {
      "name": "transition",
      "in": "query",
      "allowReserved": true,
      "description": "The pause of all where it is absent.",
      "schema": {
       "type": "string",
       "minLength": 1
      }
     },
     {
      "name": "reason",
      "in": "query",
      "allowReserved": true,
      "description": "The reason to remove; all where it is absent.",
      "schema": {
       "type": "string",
       "minLength": 1
      }
     }
    ],
    "responses": {
     "200": {
      "description": "resumed, or not paused at all (then `changed` is false)",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CommitResult"
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
  "parameters": {
   "Resource": {
    "name": "resource",
    "in": "path",
    "required": true,
    "description": "The resource's name; a slash in it is written %2F.",
    "schema": {
     "type": "string",
     "minLength": 1,
     "maxLength": 200
    }
   },
   "Author": {
    "name": "Tribble-Author",
    "in": "header",
    "description": "Who asks, as `Name <mail>`; it becomes the author of the commit.",
    "schema": {
     "type": "string",
     "minLength": 1,
     "maxLength": 200
    }
   }
  },
  "schemas": {
   "NewVersion": {
    "type": "object",
    "required": [
     "version"
    ],
    "additionalProperties": false,
    "properties": {
     "version": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "Text; `1.10` stays `1.10`.",
      "examples": [
       "1.10"
      ]
     },
     "data": {
      "description": "Further keys of the version file. Scalars are kept as text.",
      "type": "object",
      "additionalProperties": true
     },
     "changelog": {
      "type": "string",
      "maxLength": 65536,
      "description": "Becomes the body of the commit."
     },
     "environment": {
      "type": "string",
      "minLength": 1,
      "default": "latest"
     },
     "source": {
      "type": "string",
      "maxLength": 1000,
      "description": "Where the version was built, for example the address of the CI run."
     }
    }
   },
   "RegisteredVersion": {
    "type": "object",
    "required": [
     "resource",
     "environment",
     "version",
     "versionId",
     "commit"
    ],
    "additionalProperties": false,
    "properties": {
     "resource": {
      "type": "string"
     },
     "environment": {
      "type": "string"
     },
     "version": {
      "type": "string"
     },
     "versionId": {
      "type": "string",
      "description": "The git blob id of the version file."
     },
     "commit": {
      "$ref": "#/components/schemas/Revision"
     }
    }
   },
   "Deployment": {
    "type": "object",
    "required": [
     "message",
     "changes"
    ],
    "additionalProperties": false,
    "properties": {
     "message": {
      "type": "string",
      "minLength": 1,
      "maxLength": 65536,
      "description": "Why; it becomes the message of the commit."
     },
     "changes": {
      "type": "array",
      "minItems": 1,
      "maxItems": 1000,
      "items": {
       "type": "object",
       "required": [
        "resource",
        "environment",
        "version"
       ],
       "additionalProperties": false,
       "properties": {
        "resource": {
         "type": "string",
         "minLength": 1
        },
        "environment": {
         "type": "string",
         "minLength": 1
        },
        "version": {
         "type": "string",
         "minLength": 1,
         "description": "The version or its id."
        }
       }
      }
     },
     "lock": {
      "type": "boolean",
      "default": false,
      "description": "Lock what is deployed in the same commit, so that no transition replaces it; the message is the reason."
     }
    }
   },
   "NewLock": {
    "type": "object",
    "required": [
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "resource": {
      "type": "string",
      "minLength": 1,
      "description": "Lock only this resource of the environment."
     },
     "reason": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000
     },
     "until": {
      "type": "string",
      "format": "date-time",
      "description": "From then on the lock does not hold any more."
     }
    }
   },
   "NewApproval": {
    "type": "object",
    "required": [
     "changes"
    ],
    "additionalProperties": false,
    "properties": {
     "changes": {
      "description": "What is approved: the `change` of the transition, or those of single resources; their first 12 characters are enough.",
      "type": "array",
      "minItems": 1,
      "maxItems": 1000,
      "items": {
       "type": "string",
       "minLength": 1,
       "maxLength": 100
      }
     },
     "comment": {
      "type": "string",
      "maxLength": 1000
     }
    }
   },
   "NewPause": {
    "type": "object",
    "required": [
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "transition": {
      "type": "string",
      "minLength": 1,
      "description": "Pause only this one; all where it is absent."
     },
     "reason": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000
     },
     "until": {
      "type": "string",
      "format": "date-time",
      "description": "From then on the pause does not hold any more."
     }
    }
   },
   "CommitResult": {
    "type": "object",
    "required": [
     "commit",
     "changed"
    ],
    "additionalProperties": false,
    "properties": {
     "commit": {
      "$ref": "#/components/schemas/Revision"
     },
     "changed": {
      "type": "boolean",
      "description": "Whether this request made the commit."
     }
    }
   },
   "Freeze": {
    "type": "object",
    "required": [
     "revision"
    ],
    "additionalProperties": false,
    "properties": {
     "revision": {
      "type": "string"
     },
     "reason": {
      "type": "string"
     },
     "by": {
      "type": "string"
     },
     "at": {
      "type": "string"
     }
    }
   },
   "EnvironmentView": {
    "description": "A column of the board.",
    "type": "object",
    "required": [
     "locks",
     "lockFileInvalid"
    ],
    "additionalProperties": false,
    "properties": {
     "type": {
      "type": "string",
      "description": "The backend; absent where nothing is deployed, as in `latest`."
     },
     "status": {
      "$ref": "#/components/schemas/RolloutStatus"
     },
     "message": {
      "type": "string"
     },
     "locks": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/LockReason"
      }
     },
     "lockFileInvalid": {
      "type": "boolean",
      "description": "The lock file cannot be read, so that everything counts as locked."
     },
     "freeze": {
      "$ref": "#/components/schemas/Freeze"
     },
     "unreachableSince": {
      "type": "string",
      "format": "date-time",
      "description": "Since when the backend has not answered; the cells show what was last known."
     },
     "prune": {
      "$ref": "#/components/schemas/PruneView"
     }
    }
   },
   "PruneView": {
    "description": "What left git and is still there.",
    "type": "object",
    "required": [
     "count",
     "objects"
    ],
    "additionalProperties": false,
    "properties": {
     "count": {
      "type": "integer",
      "minimum": 1
     },
     "objects": {
      "description": "The first of them.",
      "type": "array",
      "maxItems": 10,
      "items": {
       "$ref": "#/components/schemas/ObjectView"
      }
     },
     "message": {
      "type": "string",
      "description": "Why it is not deleted yet."
     },
     "confirm": {
      "type": "string",
      "description": "What a person sets as `prune.confirm` of the environment in deployers.yaml to have exactly these deleted."
     }
    }
   },
   "ObjectView": {
    "description": "One object of a resource. Long messages are cut in the middle.",
    "type": "object",
    "required": [
     "kind",
     "name",
     "status",
     "reason"
    ],
    "additionalProperties": false,
    "properties": {
     "kind": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "name": {
      "type": "string"
     },
     "status": {
      "$ref": "#/components/schemas/RolloutStatus"
     },
     "reason": {
      "$ref": "#/components/schemas/RolloutReason"
     },
     "message": {
      "type": "string",
      "description": "May have several lines."
     },
     "drift": {
      "$ref": "#/components/schemas/ChangedFields"
     }
    }
   },
   "ChangedFields": {
    "type": "object",
    "required": [
     "fields"
    ],
    "additionalProperties": false,
    "properties": {
     "fields": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/FieldChange"
      }
     },
     "more": {
      "type": "integer",
      "minimum": 1,
      "description": "How many further fields are not told."
     }
    }
   },
   "HealedDrift": {
    "description": "What somebody else changed of an object, and the deployer put right.",
    "type": "object",
    "required": [
     "object",
     "changes"
    ],
    "additionalProperties": false,
    "properties": {
     "object": {
      "type": "string",
      "examples": [
       "Deployment dev/s1"
      ]
     },
     "managers": {
      "description": "Who changed it: field managers.",
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "changes": {
      "$ref": "#/components/schemas/ChangedFields"
     },
     "healedAt": {
      "type": "string",
      "format": "date-time"
     }
    }
   },
   "Cell": {
    "description": "A resource in an environment.",
    "type": "object",
    "required": [
     "locks"
    ],
    "additionalProperties": false,
    "properties": {
     "version": {
      "type": "string",
      "description": "The version that git says should run here."
     },
     "versionId": {
      "type": "string"
     },
     "commit": {
      "type": "string",
      "description": "The commit that brought what git says."
     },
     "since": {
      "type": "string",
      "format": "date-time",
      "description": "When that commit was made."
     },
     "author": {
      "type": "string"
     },
     "status": {
      "$ref": "#/components/schemas/RolloutStatus"
     },
     "reason": {
      "$ref": "#/components/schemas/RolloutReason"
     },
     "message": {
      "type": "string"
     },
     "liveVersion": {
      "type": "string",
      "description": "What runs, where it is known."
     },
     "liveRevision": {
      "type": "string"
     },
     "objects": {
      "description": "The objects that are not Clean, the worst first. Absent where there is none.",
      "type": "array",
      "maxItems": 10,
      "items": {
       "$ref": "#/components/schemas/ObjectView"
      }
     },
     "moreObjects": {
      "type": "integer",
      "minimum": 1,
      "description": "How many further objects are not Clean."
     },
     "healed": {
      "$ref": "#/components/schemas/HealedDrift"
     },
     "locks": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/LockReason"
      }
     }
    }
   },
   "ResourceView": {
    "description": "A row of the board.",
    "type": "object",
    "required": [
     "cells"
    ],
    "additionalProperties": false,
    "properties": {
     "cells": {
      "description": "By environment; absent where the resource has neither a version nor a manifest.",
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/Cell"
      }
     }
    }
   },
   "Freshness": {
    "type": "object",
    "required": [
     "state",
     "since"
    ],
    "additionalProperties": false,
    "properties": {
     "state": {
      "type": "string",
      "enum": [
       "live",
       "unreachable",
       "waiting"
      ]
     },
     "since": {
      "type": "string",
      "format": "date-time",
      "description": "Since when it is in this state."
     },
     "message": {
      "type": "string"
     }
    }
   },
   "State": {
    "type": "object",
    "required": [
     "repository",
     "order",
     "environments",
     "resources",
     "transitionOrder",
     "transitions",
     "paused",
     "problems",
     "freshness"
    ],
    "additionalProperties": false,
    "properties": {
     "repository": {
      "type": "object",
      "required": [
       "branch"
      ],
      "additionalProperties": false,
      "properties": {
       "branch": {
        "type": "string"
       },
       "revision": {
        "type": "string"
       }
      }
     },
     "order": {
      "description": "The environments in the order in which versions flow.",
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "environments": {
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/EnvironmentView"
      }
     },
     "resources": {
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/ResourceView"
      }
     },
     "transitionOrder": {
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
     "problems": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Problem"
      }
     },
     "freshness": {
      "type": "object",
      "required": [
       "repository",
       "deployer",
       "transitioner"
      ],
      "additionalProperties": false,
      "properties": {
       "repository": {
        "$ref": "#/components/schemas/Freshness"
       },
       "deployer": {
        "$ref": "#/components/schemas/Freshness"
       },
       "transitioner": {
        "$ref": "#/components/schemas/Freshness"
       }
      }
     }
    }
   },
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
   "RolloutStatus": {
    "type": "string",
    "description": "Where the live state stands against the desired state.",
    "enum": [
     "Clean",
     "InProgress",
     "Outdated",
     "Failed"
    ]
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
   "RolloutReason": {
    "type": "string",
    "description": "Why a resource or object has its rollout status. `Invalid`: its files have a problem, what was deployed stays. `OutOfDate`: the live state is not the desired one yet. `Unreachable`: the backend does not answer. `Drifted`: somebody else changed what git declares. `Waiting`: something else has to be there first, or to be gone. `Terminating`: it is being deleted. `Orphaned`: it left git and is still there.",
    "enum": [
     "Clean",
     "Failed",
     "NotYetObserved",
     "NotAllUpdated",
     "OldReplicasPending",
     "UpdatedUnavailable",
     "NoStatus",
     "NotDeployed",
     "OutOfDate",
     "Invalid",
     "Unreachable",
     "Drifted",
     "Waiting",
     "Terminating",
     "Orphaned"
    ]
   },
   "FieldChange": {
    "description": "One field of an object that is not what it should be. Values are JSON; those of Secrets are hashes that can only be compared within one answer. Long values are cut.",
    "type": "object",
    "required": [
     "path"
    ],
    "additionalProperties": false,
    "properties": {
     "path": {
      "type": "string",
      "description": "A JSON pointer; list items by their keys.",
      "examples": [
       "/spec/template/spec/containers/name=web/image"
      ]
     },
     "live": {
      "type": "string",
      "description": "The value now; absent where there is none."
     },
     "desired": {
      "type": "string",
      "description": "The value that it gets; absent where the field goes."
     },
     "manager": {
      "type": "string",
      "description": "The field manager that set the live value",
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
