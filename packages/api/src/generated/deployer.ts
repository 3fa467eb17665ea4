// Made from openapi/ by `npm run generate`. Do not edit.
export interface paths {
    "/.well-known/deployment-meta.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which build of this service runs. */
        get: operations["getDeploymentMeta"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments/{environment}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the next reconcile would change, object by object, by a dry run of the backend. Changes nothing. */
        get: operations["getDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments/{environment}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs a Job of the repository once for exactly this manifest and these variables, and tells how it stands. */
        post: operations["runJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-Sent Events; each event `status` carries the whole status, the first one at once. */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rollout of every environment. It changes only when something happened. */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process lives. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prometheus metrics. */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service has read a head of the resource repository and can answer. */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        DeployerStatus: {
            environments: {
                [key: string]: components["schemas"]["EnvironmentStatus"];
            };
            /** @description Faults that belong to no single environment, for example in deployers.yaml. */
            problems: components["schemas"]["Problem"][];
            /** @description The newest commit that the deployer has read. */
            revision?: string;
        };
        DeploymentMeta: {
            /** @example aggregator */
            name: string;
            /** @description The git commit that the build was made from */
            revision?: string;
            /** @example 0.1.0 */
            version: string;
        };
        /** @description What somebody else changed of what git declares. */
        Drift: {
            fields: components["schemas"]["FieldChange"][];
            /**
             * Format: date-time
             * @description When it was put right; absent while it is not.
             */
            healedAt?: string;
            /** @description Who changed it: field managers. */
            managers?: string[];
            /** @example Deployment dev/s1 */
            object: string;
        };
        EnvironmentDiff: {
            changes: components["schemas"]["ObjectChange"][];
            environment: string;
            /** @description What holds the environment back as a whole. */
            message?: string;
            problems: components["schemas"]["Problem"][];
            /** @description The commit that was compared with the live state. */
            revision: string;
        };
        /** @description What the deployer made of one environment. */
        EnvironmentStatus: {
            /** @description The revision that a freeze pins this environment to. */
            frozen?: string;
            /** @description What holds the environment back as a whole. */
            message?: string;
            problems: components["schemas"]["Problem"][];
            prune?: components["schemas"]["PruneStatus"];
            resources: {
                [key: string]: components["schemas"]["ResourceStatus"];
            };
            /** @description The commit that the deployer worked from. */
            revision?: string;
            status: components["schemas"]["RolloutStatus"];
            /** @description The git tree id of the environment's folder in that commit. */
            tree?: string;
            /**
             * @description The backend
             * @example Kubernetes
             */
            type: string;
            /**
             * Format: date-time
             * @description Since when the backend has not answered; the rest is what was last known.
             */
            unreachableSince?: string;
        };
        /** @description One field of an object that is not what it should be. Values are JSON; those of Secrets are hashes that can only be compared within one answer. Long values are cut. */
        FieldChange: {
            /** @description The value that it gets; absent where the field goes. */
            desired?: string;
            /** @description The value now; absent where there is none. */
            live?: string;
            /** @description The field manager that set the live value */
            manager?: string;
            /**
             * @description A JSON pointer; list items by their keys.
             * @example /spec/template/spec/containers/name=web/image
             */
            path: string;
        };
        FieldError: {
            message: string;
            /**
             * @description Where the fault is
             * @example /body/version
             */
            path: string;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        /** @description A Job of the repository, to be run once for exactly this manifest and these variables. */
        JobRequest: {
            /** @description The path of the manifest in the repository. */
            manifest: string;
            /** @description The git blob id of the manifest. */
            manifestId: string;
            /** @description Seconds after which a Job that still runs has failed. */
            timeout: number;
            variables: components["schemas"]["Variables"];
        };
        JobRun: {
            /** Format: date-time */
            finishedAt?: string;
            /** @description The end of what its newest pod wrote, without known forms of credentials: at most 50 lines and 8 KiB. */
            log?: string;
            message?: string;
            /** @example Job pp/smoke-3f2a91c04d1e */
            name: string;
            /** Format: date-time */
            startedAt?: string;
            /** @enum {string} */
            state: "running" | "succeeded" | "failed";
        };
        /** @description What becomes of one object. `fields` is empty where all of it is made or deleted. */
        ObjectChange: {
            /**
             * @description `replace`: deleted and made anew. `refused`: the backend would not take it. `waiting`: something else comes first; `message` says what.
             * @enum {string}
             */
            action: "create" | "change" | "replace" | "delete" | "unchanged" | "refused" | "waiting";
            apiVersion?: string;
            fields: components["schemas"]["FieldChange"][];
            kind: string;
            message?: string;
            name: string;
            namespace?: string;
            /** @description Absent where the object left git. */
            resource?: string;
        };
        /** @description One object of a resource, for example one Deployment. */
        ObjectStatus: {
            drift?: components["schemas"]["FieldChange"][];
            kind: string;
            message?: string;
            name: string;
            namespace?: string;
            reason: components["schemas"]["RolloutReason"];
            status: components["schemas"]["RolloutStatus"];
        };
        /** @description A fault in a file of the resource repository. It never stops other files from being used. */
        Problem: {
            column?: number;
            /** @description What to do about it. */
            hint?: string;
            line?: number;
            message: string;
            /**
             * @description The file
             * @example dev/base/s1.yaml
             */
            path: string;
            revision?: components["schemas"]["Revision"];
        };
        /** @description RFC 9457 problem details. */
        ProblemDetails: {
            /** @description What happened and what to do about it. */
            detail?: string;
            /** @description One entry for each fault of the request. */
            errors?: components["schemas"]["FieldError"][];
            status: number;
            title: string;
            /** @description A URI reference that names the kind of problem; `about:blank` where the status says it all. */
            type?: string;
        };
        /** @description What left git and is still there. */
        PruneStatus: {
            /** @description What a person sets as `prune.confirm` of the environment in deployers.yaml to have exactly these deleted. */
            confirm?: string;
            /** @description Why it is not deleted yet. */
            message?: string;
            objects: components["schemas"]["ObjectStatus"][];
        };
        /** @description What the deployer sees of one resource in one environment. */
        ResourceStatus: {
            /** @description The last drift that was put right. */
            healed?: components["schemas"]["Drift"];
            /** @description The revision that the live objects carry. */
            liveRevision?: string;
            /** @description The version that the live objects carry. */
            liveVersion?: string;
            message?: string;
            objects: components["schemas"]["ObjectStatus"][];
            reason: components["schemas"]["RolloutReason"];
            /** @description The desired revision of the resource. */
            revision?: string;
            status: components["schemas"]["RolloutStatus"];
            /** @description The desired version. */
            version?: string;
            /** @description The git blob id of the desired version file. */
            versionId?: string;
        };
        /** @description A git commit id. */
        Revision: string;
        /**
         * @description Why a resource or object has its rollout status. `Invalid`: its files have a problem, what was deployed stays. `OutOfDate`: the live state is not the desired one yet. `Unreachable`: the backend does not answer. `Drifted`: somebody else changed what git declares. `Waiting`: something else has to be there first, or to be gone. `Terminating`: it is being deleted. `Orphaned`: it left git and is still there.
         * @enum {string}
         */
        RolloutReason: "Clean" | "Failed" | "NotYetObserved" | "NotAllUpdated" | "OldReplicasPending" | "UpdatedUnavailable" | "NoStatus" | "NotDeployed" | "OutOfDate" | "Invalid" | "Unreachable" | "Drifted" | "Waiting" | "Terminating" | "Orphaned";
        /**
         * @description Where the live state stands against the desired state.
         * @enum {string}
         */
        RolloutStatus: "Clean" | "InProgress" | "Outdated" | "Failed";
        /** @description What `${NAME}` stands for. */
        Variables: {
            [key: string]: string;
        };
    };
    responses: {
        /** @description not changed since the ETag of If-None-Match */
        NotModified: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description what went wrong, where, and what to do (RFC 9457) */
        ProblemDetails: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names this answer; with it in If-None-Match the same answer is a 304. */
        ETag: string;
    };
    pathItems: never;
}
export type DeployerStatus = components['schemas']['DeployerStatus'];
export type DeploymentMeta = components['schemas']['DeploymentMeta'];
export type Drift = components['schemas']['Drift'];
export type EnvironmentDiff = components['schemas']['EnvironmentDiff'];
export type EnvironmentStatus = components['schemas']['EnvironmentStatus'];
export type FieldChange = components['schemas']['FieldChange'];
export type FieldError = components['schemas']['FieldError'];
export type Health = components['schemas']['Health'];
export type JobRequest = components['schemas']['JobRequest'];
export type JobRun = components['schemas']['JobRun'];
export type ObjectChange = components['schemas']['ObjectChange'];
export type ObjectStatus = components['schemas']['ObjectStatus'];
export type Problem = components['schemas']['Problem'];
export type ProblemDetails = components['schemas']['ProblemDetails'];
export type PruneStatus = components['schemas']['PruneStatus'];
export type ResourceStatus = components['schemas']['ResourceStatus'];
export type Revision = components['schemas']['Revision'];
export type RolloutReason = components['schemas']['RolloutReason'];
export type RolloutStatus = components['schemas']['RolloutStatus'];
export type Variables = components['schemas']['Variables'];
export type ResponseNotModified = components['responses']['NotModified'];
export type ResponseProblemDetails = components['responses']['ProblemDetails'];
export type HeaderETag = components['headers']['ETag'];
export type $defs = Record<string, never>;
export interface operations {
    getDeploymentMeta: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description what runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentMeta"];
                };
            };
        };
    };
    getDiff: {
        parameters: {
            query?: {
                /** @description Only the objects of this resource. */
                resource?: string;
                /** @description Lists what stays as it is */
                unchanged?: boolean;
            };
            header?: never;
            path: {
                /** @description An environment of deployers.yaml. */
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the changes */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvironmentDiff"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["ProblemDetails"];
        };
    };
    runJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobRequest"];
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRun"];
                };
            };
            default: components["responses"]["ProblemDetails"];
        };
    };
    getEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["ProblemDetails"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the status */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeployerStatus"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["ProblemDetails"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description metrics in the Prometheus text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            503: components["responses"]["ProblemDetails"];
        };
    };
}
