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
    "/api/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a version is, or is not yet, in an environment. */
        get: operations["explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The next moves.
         * @description `from` and `to` are the time of the question, so that no two answers are the same and an ETag is of no use.
         */
        get: operations["getForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a lock, an unlock, an approval, a pause or an edit of a settings file would change. */
        post: operations["preview"];
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
        /** The result of every transition. It changes only when something happened. */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transitions/{transition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a transition would move, what each gate says, and what it did. */
        get: operations["getTransition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transitions/{transition}/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks every gate anew and decides at once. */
        post: operations["evaluateTransition"];
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
        Approval: {
            /** Format: date-time */
            at: string;
            /** @example Ann Example <ann@example.org> */
            by: string;
            change: string;
            comment?: string;
        };
        DeploymentMeta: {
            /** @example aggregator */
            name: string;
            /** @description The git commit that the build was made from */
            revision?: string;
            /** @example 0.1.0 */
            version: string;
        };
        /** @description What a verdict rests on. */
        Evidence: {
            link?: string;
            revision?: string;
            /** @description May have several lines. */
            text: string;
        };
        /** @description Why a version of a resource is, or is not yet, in an environment. */
        Explanation: {
            /** @description It is in the environment, and what runs there is healthy; or nothing is deployed there. */
            arrived: boolean;
            /** @description The version that the environment has now. */
            current?: string;
            /**
             * Format: date-time
             * @description The earliest arrival that can be foreseen.
             */
            earliest?: string;
            environment: string;
            /** @description From the environment back to the first blocker. */
            links: components["schemas"]["ExplanationLink"][];
            resource: string;
            /** @example s1 100 waits for prod: prod is locked (release day, by Ann) */
            summary: string;
            /** @description The version asked for; by default the newest that is on its way. */
            wanted?: string;
        };
        /** @description One step on the way of a version, and what stands there. */
        ExplanationLink: {
            /** @enum {string} */
            code?: "Arrived" | "RollingOut" | "RolloutFailed" | "EnvironmentLocked" | "ResourceLocked" | "Paused" | "Gate" | "Scheduled" | "Held" | "NoBase" | "Excluded" | "Invalid" | "SourcesDiffer" | "SourceMissing" | "ConfigurationFault" | "Superseded" | "NoTransition" | "Frozen" | "Moving";
            /**
             * Format: date-time
             * @description The earliest time at which this is over, where it is known.
             */
            earliest?: string;
            gates?: components["schemas"]["GateVerdict"][];
            locks?: components["schemas"]["LockReason"][];
            /** @description What somebody can do about it */
            nextAction?: string;
            reason: string;
            source?: string;
            /**
             * @description `done`: the version is past it. `blocking`: it stands here, this is why. `waiting`: it will come here once what is before it is done; the reason says what would stop it here, as far as it is known today.
             * @enum {string}
             */
            state: "done" | "blocking" | "waiting";
            target?: string;
            /** @description Absent for the rollout in the environment itself. */
            transition?: string;
        };
        FieldError: {
            message: string;
            /**
             * @description Where the fault is
             * @example /body/version
             */
            path: string;
        };
        /** @description The next moves, from the decision itself on a stepped clock, were nothing else to happen. */
        Forecast: {
            /** @description What still waits at the end. */
            blocked: components["schemas"]["ForecastBlocked"][];
            /** @description False where there were more steps than are worked out. */
            complete: boolean;
            /** Format: date-time */
            from: string;
            moves: components["schemas"]["ForecastMove"][];
            /** Format: date-time */
            to: string;
        };
        ForecastBlocked: {
            changes: components["schemas"]["VersionChange"][];
            reason: string;
            source: string;
            target: string;
            transition: string;
            /** Format: date-time */
            until?: string;
        };
        ForecastMove: {
            /** @description What cannot be foreseen and is taken for granted. */
            assumes: string[];
            /** Format: date-time */
            at: string;
            changes: components["schemas"]["VersionChange"][];
            /**
             * Format: date-time
             * @description When its rollout is usually done.
             */
            cleanAt?: string;
            source: string;
            target: string;
            transition: string;
        };
        ForecastTime: {
            /** Format: date-time */
            at?: string;
        };
        /** @description What one gate says of a transition, or of one resource of it. */
        GateVerdict: {
            evidence?: components["schemas"]["Evidence"][];
            /** @example Soak */
            gate: string;
            /** @description What exactly was judged. */
            judged: string;
            reason: string;
            /** @description The one resource judged; absent where all were judged together. */
            resource?: string;
            /** @description The environment that it was asked about. */
            source: string;
            /**
             * Format: date-time
             * @description When time alone may change the verdict.
             */
            until?: string;
            /**
             * @description `pass`: yes. `hold`: soon; the source is left as it is meanwhile. `wait`: something outside; nobody else waits. `fail`: no. `unknown`: it cannot tell, which blocks.
             * @enum {string}
             */
            verdict: "pass" | "hold" | "wait" | "fail" | "unknown";
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        /** @description A resource that a transition leaves as it is, and why. */
        LeftOut: {
            message?: string;
            /** @enum {string} */
            reason: "NoBase" | "Locked" | "Invalid" | "Held" | "Scheduled" | "Together" | "SourcesDiffer";
            resource: string;
            /**
             * Format: date-time
             * @description When time alone may change that.
             */
            until?: string;
        };
        /** @description Why something is locked or paused, by whom, since when and until when. */
        LockReason: {
            at?: string;
            by?: string;
            reason: string;
            until?: string;
        };
        /** @description A version that waits to be moved, with what people want to know before they let it. */
        PendingChange: {
            /**
             * Format: date-time
             * @description When it was registered.
             */
            at?: string;
            author?: string;
            /** @description Where the transition judges per resource, what an approval names: the id of this change, or of all that moves together with it, which then all have the same. Else the id of this change alone. */
            change: string;
            /** @description The message of that commit without its trailers. */
            changelog?: string;
            /** @description The commit that registered the version. */
            commit?: string;
            from?: string;
            resource: string;
            to?: string;
            /** @description The git blob id of the version file that comes. */
            versionId?: string;
        };
        Preview: {
            after: components["schemas"]["Forecast"];
            /** @description What would stay, and would move otherwise. */
            held: components["schemas"]["PreviewMove"][];
            /** @description Faults that the files would have. */
            problems: components["schemas"]["Problem"][];
            /** @description What would move, and would not otherwise. */
            released: components["schemas"]["PreviewMove"][];
            /** @description What would move at another time. */
            rescheduled: components["schemas"]["PreviewMove"][];
            /** @example 3 versions would move to prod at once */
            summary: string;
        };
        PreviewApproval: {
            /** @example Ann Example <ann@example.org> */
            by: string;
            /** @description Ids of what is pending, or their first 12 characters. */
            changes: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "approval";
            transition: string;
        };
        /** @description Another text of a settings file. */
        PreviewFile: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "file";
            /**
             * @example transitions.yaml
             * @example prod/locks.yaml
             */
            path: string;
            text: string;
        };
        PreviewLock: {
            environment: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "lock";
            resource?: string;
            /** Format: date-time */
            until?: string;
        };
        /** @description One version whose way changes. A time that is absent is one that the forecast does not reach. */
        PreviewMove: {
            after: components["schemas"]["ForecastTime"];
            before: components["schemas"]["ForecastTime"];
            change: components["schemas"]["VersionChange"];
            source: string;
            target: string;
            transition: string;
        };
        PreviewPause: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "pause";
            /** @description All where it is absent. */
            transition?: string;
            /** Format: date-time */
            until?: string;
        };
        /** @description What somebody might do. */
        PreviewRequest: components["schemas"]["PreviewLock"] | components["schemas"]["PreviewUnlock"] | components["schemas"]["PreviewApproval"] | components["schemas"]["PreviewPause"] | components["schemas"]["PreviewResume"] | components["schemas"]["PreviewFile"];
        PreviewResume: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "resume";
            /** @description All where it is absent. */
            transition?: string;
        };
        PreviewUnlock: {
            environment: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "unlock";
            /** @description The reason to remove; all where it is absent. */
            reason?: string;
            resource?: string;
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
        /** @description A git commit id. */
        Revision: string;
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
        TransitionDetail: {
            approvals: components["schemas"]["Approval"][];
            /** @description The id of all that is pending together; what an approval names unless the transition judges per resource. */
            change?: string;
            gates: components["schemas"]["GateVerdict"][];
            name: string;
            pending: components["schemas"]["PendingChange"][];
            perResource?: boolean;
            /** @description The newest first. */
            runs: components["schemas"]["TransitionRun"][];
            status: components["schemas"]["TransitionStatus"];
            /** @description Those whose rollout came to Clean, the newest first. */
            successful: components["schemas"]["TransitionRun"][];
        };
        TransitionerStatus: {
            /** @description The transitions by priority. */
            order: string[];
            /** @description Why all transitions are paused; empty where they are not. */
            paused: components["schemas"]["LockReason"][];
            problems: components["schemas"]["Problem"][];
            /** @description The newest commit that the transitioner has decided on. */
            revision?: string;
            /** @description The branch was rewritten: the head that was known before is not part of its history any more. What was removed is not pushed again. */
            rewritten?: {
                after: components["schemas"]["Revision"];
                before: components["schemas"]["Revision"];
            };
            transitions: {
                [key: string]: components["schemas"]["TransitionStatus"];
            };
        };
        TransitionResult: components["schemas"]["TransitionSuccess"] | components["schemas"]["TransitionSkipped"] | components["schemas"]["TransitionBlocked"] | components["schemas"]["TransitionCheckFailed"];
        /** @description What the transitioner committed for a transition. */
        TransitionRun: {
            /** @enum {string} */
            action: "transition" | "rollback" | "unlock";
            /** Format: date-time */
            at: string;
            changes: components["schemas"]["VersionChange"][];
            commit: components["schemas"]["Revision"];
            /** @description What each gate said, as the commit tells it. */
            gates: string[];
            /**
             * @description What its rollout came to. `Superseded`, another version came before it was known.
             * @enum {string}
             */
            outcome: "Clean" | "Failed" | "Superseded" | "Pending";
        };
        TransitionSkipped: {
            message?: string;
            /** @enum {string} */
            reason: "Scheduled" | "TargetLocked" | "SourceMissing" | "NoChange" | "Paused" | "Waiting";
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
            /** @description What the gates say of what is pending, those that do not pass first; the first 50. */
            gates: components["schemas"]["GateVerdict"][];
            /** @description What differs and stays as it is; the first 100. What `resources` leaves out is none of it. */
            leftOut: components["schemas"]["LeftOut"][];
            /** @description How many further verdicts are not told here. */
            moreGates?: number;
            /** @description How many further resources are not told here. */
            moreLeftOut?: number;
            /** @description How many further changes are not told here. */
            morePending?: number;
            paused: components["schemas"]["LockReason"][];
            /** @description What would move, had the transition passed; the first 100. */
            pending: components["schemas"]["VersionChange"][];
            result: components["schemas"]["TransitionResult"];
            /** @description The source; of several the first. */
            source: string;
            sources: string[];
            target: string;
            /**
             * Format: date-time
             * @description When time alone may change the result.
             */
            until?: string;
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
export type Approval = components['schemas']['Approval'];
export type DeploymentMeta = components['schemas']['DeploymentMeta'];
export type Evidence = components['schemas']['Evidence'];
export type Explanation = components['schemas']['Explanation'];
export type ExplanationLink = components['schemas']['ExplanationLink'];
export type FieldError = components['schemas']['FieldError'];
export type Forecast = components['schemas']['Forecast'];
export type ForecastBlocked = components['schemas']['ForecastBlocked'];
export type ForecastMove = components['schemas']['ForecastMove'];
export type ForecastTime = components['schemas']['ForecastTime'];
export type GateVerdict = components['schemas']['GateVerdict'];
export type Health = components['schemas']['Health'];
export type LeftOut = components['schemas']['LeftOut'];
export type LockReason = components['schemas']['LockReason'];
export type PendingChange = components['schemas']['PendingChange'];
export type Preview = components['schemas']['Preview'];
export type PreviewApproval = components['schemas']['PreviewApproval'];
export type PreviewFile = components['schemas']['PreviewFile'];
export type PreviewLock = components['schemas']['PreviewLock'];
export type PreviewMove = components['schemas']['PreviewMove'];
export type PreviewPause = components['schemas']['PreviewPause'];
export type PreviewRequest = components['schemas']['PreviewRequest'];
export type PreviewResume = components['schemas']['PreviewResume'];
export type PreviewUnlock = components['schemas']['PreviewUnlock'];
export type Problem = components['schemas']['Problem'];
export type ProblemDetails = components['schemas']['ProblemDetails'];
export type Revision = components['schemas']['Revision'];
export type TransitionBlocked = components['schemas']['TransitionBlocked'];
export type TransitionCheckFailed = components['schemas']['TransitionCheckFailed'];
export type TransitionDetail = components['schemas']['TransitionDetail'];
export type TransitionerStatus = components['schemas']['TransitionerStatus'];
export type TransitionResult = components['schemas']['TransitionResult'];
export type TransitionRun = components['schemas']['TransitionRun'];
export type TransitionSkipped = components['schemas']['TransitionSkipped'];
export type TransitionStatus = components['schemas']['TransitionStatus'];
export type TransitionSuccess = components['schemas']['TransitionSuccess'];
export type VersionChange = components['schemas']['VersionChange'];
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
    explain: {
        parameters: {
            query: {
                environment: string;
                resource: string;
                /** @description The version that is wanted; by default the newest on its way. */
                version?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["ProblemDetails"];
        };
    };
    getForecast: {
        parameters: {
            query?: {
                /** @description How far to look ahead. */
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
            default: components["responses"]["ProblemDetails"];
        };
    };
    preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
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
                    "application/json": components["schemas"]["TransitionerStatus"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["ProblemDetails"];
        };
    };
    getTransition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transition: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionDetail"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["ProblemDetails"];
        };
    };
    evaluateTransition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transition: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionDetail"];
                };
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
