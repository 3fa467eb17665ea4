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
        "schema": {
         "type": "string"
        }
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
      "description": "not changed since the ETag of If-None-Match"
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
   "LockReason": {
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
