// Made from openapi/ by `npm run generate`. Do not edit.
export const deployerSpec = {
 "openapi": "3.1.0",
 "info": {
  "title": "Cautious Tribble deployer",
  "version": "1.0.0",
  "description": "Makes environments match the resource repository and reports the rollout.",
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
    "summary": "The rollout of every environment. It changes only when something happened.",
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
         "$ref": "#/components/schemas/DeployerStatus"
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
  "/api/environments/{environment}/diff": {
   "get": {
    "operationId": "getDiff",
    "summary": "What the next reconcile would change, object by object, by a dry run of the backend. Changes nothing.",
    "tags": [
     "environments"
    ],
    "parameters": [
     {
      "name": "environment",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string"
      },
      "description": "An environment of deployers.yaml."
     },
     {
      "name": "resource",
      "in": "query",
      "schema": {
       "type": "string"
      },
      "description": "Only the objects of this resource."
     },
     {
      "name": "unchanged",
      "in": "query",
      "schema": {
       "type": "boolean",
       "default": false
      },
      "description": "Lists what stays as it is",
      "too.": null
     }
    ],
    "responses": {
     "200": {
      "description": "the changes",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/EnvironmentDiff"
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
  "/api/environments/{environment}/jobs": {
   "post": {
    "operationId": "runJob",
    "summary": "Runs a Job of the repository once for exactly this manifest and these variables, and tells how it stands.",
    "tags": [
     "jobs"
    ],
    "parameters": [
     {
      "name": "environment",
      "in": "path",
      "required": true,
      "schema": {
       "type": "string",
       "minLength": 1
      }
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/JobRequest"
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
         "$ref": "#/components/schemas/JobRun"
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
   "EnvironmentDiff": {
    "type": "object",
    "required": [
     "environment",
     "revision",
     "changes",
     "problems"
    ],
    "additionalProperties": false,
    "properties": {
     "environment": {
      "type": "string"
     },
     "revision": {
      "type": "string",
      "description": "The commit that was compared with the live state."
     },
     "message": {
      "type": "string",
      "description": "What holds the environment back as a whole."
     },
     "changes": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ObjectChange"
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
   "ObjectChange": {
    "description": "What becomes of one object. `fields` is empty where all of it is made or deleted.",
    "type": "object",
    "required": [
     "action",
     "kind",
     "name",
     "fields"
    ],
    "additionalProperties": false,
    "properties": {
     "action": {
      "type": "string",
      "enum": [
       "create",
       "change",
       "replace",
       "delete",
       "unchanged",
       "refused",
       "waiting"
      ],
      "description": "`replace`: deleted and made anew. `refused`: the backend would not take it. `waiting`: something else comes first; `message` says what."
     },
     "resource": {
      "type": "string",
      "description": "Absent where the object left git."
     },
     "apiVersion": {
      "type": "string"
     },
     "kind": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "name": {
      "type": "string"
     },
     "message": {
      "type": "string"
     },
     "fields": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/FieldChange"
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
   "ObjectStatus": {
    "description": "One object of a resource, for example one Deployment.",
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
      "type": "string"
     },
     "drift": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/FieldChange"
      }
     }
    }
   },
   "PruneStatus": {
    "description": "What left git and is still there.",
    "type": "object",
    "required": [
     "objects"
    ],
    "additionalProperties": false,
    "properties": {
     "objects": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ObjectStatus"
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
   "Drift": {
    "description": "What somebody else changed of what git declares.",
    "type": "object",
    "required": [
     "object",
     "fields"
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
     "fields": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/FieldChange"
      }
     },
     "healedAt": {
      "type": "string",
      "format": "date-time",
      "description": "When it was put right; absent while it is not."
     }
    }
   },
   "ResourceStatus": {
    "description": "What the deployer sees of one resource in one environment.",
    "type": "object",
    "required": [
     "status",
     "reason",
     "objects"
    ],
    "additionalProperties": false,
    "properties": {
     "status": {
      "$ref": "#/components/schemas/RolloutStatus"
     },
     "reason": {
      "$ref": "#/components/schemas/RolloutReason"
     },
     "message": {
      "type": "string"
     },
     "version": {
      "type": "string",
      "description": "The desired version."
     },
     "versionId": {
      "type": "string",
      "description": "The git blob id of the desired version file."
     },
     "revision": {
      "type": "string",
      "description": "The desired revision of the resource."
     },
     "liveVersion": {
      "type": "string",
      "description": "The version that the live objects carry."
     },
     "liveRevision": {
      "type": "string",
      "description": "The revision that the live objects carry."
     },
     "healed": {
      "description": "The last drift that was put right.",
      "allOf": [
       {
        "$ref": "#/components/schemas/Drift"
       }
      ]
     },
     "objects": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/ObjectStatus"
      }
     }
    }
   },
   "Revision": {
    "type": "string",
    "description": "A git commit id.",
    "pattern": "^[0-9a-f]{40}([0-9a-f]{24})?$"
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
   "EnvironmentStatus": {
    "description": "What the deployer made of one environment.",
    "type": "object",
    "required": [
     "type",
     "status",
     "resources",
     "problems"
    ],
    "additionalProperties": false,
    "properties": {
     "type": {
      "type": "string",
      "description": "The backend",
      "examples": [
       "Kubernetes"
      ]
     },
     "status": {
      "$ref": "#/components/schemas/RolloutStatus"
     },
     "message": {
      "type": "string",
      "description": "What holds the environment back as a whole."
     },
     "revision": {
      "type": "string",
      "description": "The commit that the deployer worked from."
     },
     "tree": {
      "type": "string",
      "description": "The git tree id of the environment's folder in that commit."
     },
     "frozen": {
      "type": "string",
      "description": "The revision that a freeze pins this environment to."
     },
     "unreachableSince": {
      "type": "string",
      "format": "date-time",
      "description": "Since when the backend has not answered; the rest is what was last known."
     },
     "prune": {
      "$ref": "#/components/schemas/PruneStatus"
     },
     "resources": {
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/ResourceStatus"
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
   "DeployerStatus": {
    "type": "object",
    "required": [
     "environments",
     "problems"
    ],
    "additionalProperties": false,
    "properties": {
     "revision": {
      "type": "string",
      "description": "The newest commit that the deployer has read."
     },
     "environments": {
      "type": "object",
      "additionalProperties": {
       "$ref": "#/components/schemas/EnvironmentStatus"
      }
     },
     "problems": {
      "description": "Faults that belong to no single environment, for example in deployers.yaml.",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Problem"
      }
     }
    }
   },
   "Variables": {
    "description": "What `${NAME}` stands for.",
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   },
   "JobRequest": {
    "description": "A Job of the repository, to be run once for exactly this manifest and these variables.",
    "type": "object",
    "required": [
     "manifest",
     "manifestId",
     "variables",
     "timeout"
    ],
    "additionalProperties": false,
    "properties": {
     "manifest": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "The path of the manifest in the repository."
     },
     "manifestId": {
      "type": "string",
      "description": "The git blob id of the manifest."
     },
     "variables": {
      "$ref": "#/components/schemas/Variables"
     },
     "timeout": {
      "type": "integer",
      "minimum": 1,
      "description": "Seconds after which a Job that still runs has failed."
     }
    }
   },
   "JobRun": {
    "type": "object",
    "required": [
     "name",
     "state"
    ],
    "additionalProperties": false,
    "properties": {
     "name": {
      "type": "string",
      "examples": [
       "Job pp/smoke-3f2a91c04d1e"
      ]
     },
     "state": {
      "type": "string",
      "enum": [
       "running",
       "succeeded",
       "failed"
      ]
     },
     "message": {
      "type": "string"
     },
     "log": {
      "type": "string",
      "description": "The end of what its newest pod wrote, without known forms of credentials: at most 50 lines and 8 KiB."
     },
     "startedAt": {
      "type": "string",
      "format": "date-time"
     },
     "finishedAt": {
      "type": "string",
      "format": "date-time"
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
