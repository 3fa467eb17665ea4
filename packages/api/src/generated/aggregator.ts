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
    "/api/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploys chosen versions in one commit, all or nothing. */
        post: operations["deploy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments/{environment}/locks": {
        parameters: {
            query?: never;
            header?: {
                /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
                "Tribble-Author"?: components["parameters"]["Author"];
            };
            path: {
                environment: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Locks an environment, or one resource of it, against transitions. */
        post: operations["lock"];
        /** Removes one reason, or all, from an environment or one resource of it. */
        delete: operations["unlock"];
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
        /**
         * Server-Sent Events; a `snapshot` (State), then numbered `patch`es (JSON Merge Patch, RFC 7396, of State).
         * @description Resumes after `Last-Event-ID` where the server still holds the patches since then, else begins with a new snapshot. A comment line is sent as a heartbeat.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/resources/{resource}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's name; a slash in it is written %2F. */
                resource: components["parameters"]["Resource"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CI registers a version.
         * @description The same content again answers 200 with the commit of the first time, however long ago it was; the same version with other content answers 409.
         */
        post: operations["registerVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A snapshot of everything that the board shows. */
        get: operations["getState"];
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
        /** @description A resource in an environment. */
        Cell: {
            author?: string;
            /** @description The commit that brought what git says. */
            commit?: string;
            healed?: components["schemas"]["HealedDrift"];
            liveRevision?: string;
            /** @description What runs, where it is known. */
            liveVersion?: string;
            locks: components["schemas"]["LockReason"][];
            message?: string;
            /** @description How many further objects are not Clean. */
            moreObjects?: number;
            /** @description The objects that are not Clean, the worst first. Absent where there is none. */
            objects?: components["schemas"]["ObjectView"][];
            reason?: components["schemas"]["RolloutReason"];
            /**
             * Format: date-time
             * @description When that commit was made.
             */
            since?: string;
            status?: components["schemas"]["RolloutStatus"];
            /** @description The version that git says should run here. */
            version?: string;
            versionId?: string;
        };
        ChangedFields: {
            fields: components["schemas"]["FieldChange"][];
            /** @description How many further fields are not told. */
            more?: number;
        };
        CommitResult: {
            /** @description Whether this request made the commit. */
            changed: boolean;
            commit: components["schemas"]["Revision"];
        };
        Deployment: {
            changes: {
                environment: string;
                resource: string;
                /** @description The version or its id. */
                version: string;
            }[];
            /**
             * @description Lock what is deployed in the same commit, so that no transition replaces it; the message is the reason.
             * @default false
             */
            lock?: boolean;
            /** @description Why; it becomes the message of the commit. */
            message: string;
        };
        DeploymentMeta: {
            /** @example aggregator */
            name: string;
            /** @description The git commit that the build was made from */
            revision?: string;
            /** @example 0.1.0 */
            version: string;
        };
        /** @description A column of the board. */
        EnvironmentView: {
            freeze?: components["schemas"]["Freeze"];
            /** @description The lock file cannot be read, so that everything counts as locked. */
            lockFileInvalid: boolean;
            locks: components["schemas"]["LockReason"][];
            message?: string;
            prune?: components["schemas"]["PruneView"];
            status?: components["schemas"]["RolloutStatus"];
            /** @description The backend; absent where nothing is deployed, as in `latest`. */
            type?: string;
            /**
             * Format: date-time
             * @description Since when the backend has not answered; the cells show what was last known.
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
        Freeze: {
            at?: string;
            by?: string;
            reason?: string;
            revision: string;
        };
        Freshness: {
            message?: string;
            /**
             * Format: date-time
             * @description Since when it is in this state.
             */
            since: string;
            /** @enum {string} */
            state: "live" | "unreachable" | "waiting";
        };
        /** @description What somebody else changed of an object, and the deployer put right. */
        HealedDrift: {
            changes: components["schemas"]["ChangedFields"];
            /** Format: date-time */
            healedAt?: string;
            /** @description Who changed it: field managers. */
            managers?: string[];
            /** @example Deployment dev/s1 */
            object: string;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        /** @description A resource that a transition leaves as it is, and why. */
        LeftOut: {
            message?: string;
            /** @enum {string} */
            reason: "NoBase" | "Locked" | "Excluded" | "Invalid" | "Held";
            resource: string;
        };
        LockReason: {
            at?: string;
            by?: string;
            reason: string;
            until?: string;
        };
        NewLock: {
            reason: string;
            /** @description Lock only this resource of the environment. */
            resource?: string;
            /**
             * Format: date-time
             * @description From then on the lock does not hold any more.
             */
            until?: string;
        };
        NewVersion: {
            /** @description Becomes the body of the commit. */
            changelog?: string;
            /** @description Further keys of the version file. Scalars are kept as text. */
            data?: {
                [key: string]: unknown;
            };
            /** @default latest */
            environment?: string;
            /** @description Where the version was built, for example the address of the CI run. */
            source?: string;
            /**
             * @description Text; `1.10` stays `1.10`.
             * @example 1.10
             */
            version: string;
        };
        /** @description One object of a resource. Long messages are cut in the middle. */
        ObjectView: {
            drift?: components["schemas"]["ChangedFields"];
            kind: string;
            /** @description May have several lines. */
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
        PruneView: {
            /** @description What a person sets as `prune.confirm` of the environment in deployers.yaml to have exactly these deleted. */
            confirm?: string;
            count: number;
            /** @description Why it is not deleted yet. */
            message?: string;
            /** @description The first of them. */
            objects: components["schemas"]["ObjectView"][];
        };
        RegisteredVersion: {
            commit: components["schemas"]["Revision"];
            environment: string;
            resource: string;
            version: string;
            /** @description The git blob id of the version file. */
            versionId: string;
        };
        /** @description A row of the board. */
        ResourceView: {
            /** @description By environment; absent where the resource has neither a version nor a manifest. */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
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
        State: {
            environments: {
                [key: string]: components["schemas"]["EnvironmentView"];
            };
            freshness: {
                deployer: components["schemas"]["Freshness"];
                repository: components["schemas"]["Freshness"];
                transitioner: components["schemas"]["Freshness"];
            };
            /** @description The environments in the order in which versions flow. */
            order: string[];
            problems: components["schemas"]["Problem"][];
            repository: {
                branch: string;
                revision?: string;
            };
            resources: {
                [key: string]: components["schemas"]["ResourceView"];
            };
            transitionOrder: string[];
            transitions: {
                [key: string]: components["schemas"]["TransitionStatus"];
            };
        };
        /** @description It may pass soon; its source is left as it is until then. */
        TransitionBlocked: {
            message: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            result: "Blocked";
        };
        TransitionCheckFailed: {
            message: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            result: "CheckFailed";
        };
        TransitionResult: components["schemas"]["TransitionSuccess"] | components["schemas"]["TransitionSkipped"] | components["schemas"]["TransitionBlocked"] | components["schemas"]["TransitionCheckFailed"];
        TransitionSkipped: {
            message?: string;
            /** @enum {string} */
            reason: "Scheduled" | "TargetLocked" | "SourceMissing" | "NoChange";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            result: "Skipped";
            /**
             * Format: date-time
             * @description When it is due.
             */
            time?: string;
        };
        TransitionStatus: {
            leftOut: components["schemas"]["LeftOut"][];
            /** @description What would move, had the transition passed. */
            pending: components["schemas"]["VersionChange"][];
            result: components["schemas"]["TransitionResult"];
            source: string;
            target: string;
        };
        TransitionSuccess: {
            commit: components["schemas"]["Revision"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            result: "Success";
        };
        /** @description What a transition would do, or did, to one resource of its target. */
        VersionChange: {
            /** @description The version in the target now; absent where there is none. */
            from?: string;
            resource: string;
            /** @description The version in the source; absent where the resource goes. */
            to?: string;
        };
    };
    responses: {
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
    parameters: {
        /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
        Author: string;
        /** @description The resource's name; a slash in it is written %2F. */
        Resource: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Cell = components['schemas']['Cell'];
export type ChangedFields = components['schemas']['ChangedFields'];
export type CommitResult = components['schemas']['CommitResult'];
export type Deployment = components['schemas']['Deployment'];
export type DeploymentMeta = components['schemas']['DeploymentMeta'];
export type EnvironmentView = components['schemas']['EnvironmentView'];
export type FieldChange = components['schemas']['FieldChange'];
export type FieldError = components['schemas']['FieldError'];
export type Freeze = components['schemas']['Freeze'];
export type Freshness = components['schemas']['Freshness'];
export type HealedDrift = components['schemas']['HealedDrift'];
export type Health = components['schemas']['Health'];
export type LeftOut = components['schemas']['LeftOut'];
export type LockReason = components['schemas']['LockReason'];
export type NewLock = components['schemas']['NewLock'];
export type NewVersion = components['schemas']['NewVersion'];
export type ObjectView = components['schemas']['ObjectView'];
export type Problem = components['schemas']['Problem'];
export type ProblemDetails = components['schemas']['ProblemDetails'];
export type PruneView = components['schemas']['PruneView'];
export type RegisteredVersion = components['schemas']['RegisteredVersion'];
export type ResourceView = components['schemas']['ResourceView'];
export type Revision = components['schemas']['Revision'];
export type RolloutReason = components['schemas']['RolloutReason'];
export type RolloutStatus = components['schemas']['RolloutStatus'];
export type State = components['schemas']['State'];
export type TransitionBlocked = components['schemas']['TransitionBlocked'];
export type TransitionCheckFailed = components['schemas']['TransitionCheckFailed'];
export type TransitionResult = components['schemas']['TransitionResult'];
export type TransitionSkipped = components['schemas']['TransitionSkipped'];
export type TransitionStatus = components['schemas']['TransitionStatus'];
export type TransitionSuccess = components['schemas']['TransitionSuccess'];
export type VersionChange = components['schemas']['VersionChange'];
export type ResponseProblemDetails = components['responses']['ProblemDetails'];
export type ParameterAuthor = components['parameters']['Author'];
export type ParameterResource = components['parameters']['Resource'];
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
    deploy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
                "Tribble-Author"?: components["parameters"]["Author"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Deployment"];
            };
        };
        responses: {
            /** @description everything is there already; no commit was made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitResult"];
                };
            };
            /** @description committed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitResult"];
                };
            };
            default: components["responses"]["ProblemDetails"];
        };
    };
    lock: {
        parameters: {
            query?: never;
            header?: {
                /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
                "Tribble-Author"?: components["parameters"]["Author"];
            };
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLock"];
            };
        };
        responses: {
            /** @description locked for this reason before; no commit was made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitResult"];
                };
            };
            /** @description locked */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitResult"];
                };
            };
            default: components["responses"]["ProblemDetails"];
        };
    };
    unlock: {
        parameters: {
            query?: {
                /** @description The reason to remove; all where it is absent. */
                reason?: string;
                resource?: string;
            };
            header?: {
                /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
                "Tribble-Author"?: components["parameters"]["Author"];
            };
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description unlocked, or not locked at all (then `changed` is false and there is no commit of its own) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitResult"];
                };
            };
            default: components["responses"]["ProblemDetails"];
        };
    };
    getEvents: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
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
    registerVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
                "Tribble-Author"?: components["parameters"]["Author"];
            };
            path: {
                /** @description The resource's name; a slash in it is written %2F. */
                resource: components["parameters"]["Resource"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVersion"];
            };
        };
        responses: {
            /** @description registered before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredVersion"];
                };
            };
            /** @description registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredVersion"];
                };
            };
            default: components["responses"]["ProblemDetails"];
        };
    };
    getState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the state */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"];
                };
            };
            /** @description not changed since the ETag of If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
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
