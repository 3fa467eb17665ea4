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
        DeploymentMeta: {
            /** @example aggregator */
            name: string;
            /** @description The git commit that the build was made from */
            revision?: string;
            /** @example 0.1.0 */
            version: string;
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
        /** @description A resource that a transition leaves as it is, and why. */
        LeftOut: {
            message?: string;
            /** @enum {string} */
            reason: "NoBase" | "Locked" | "Excluded" | "Invalid" | "Held";
            resource: string;
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
        TransitionerStatus: {
            /** @description The transitions by priority. */
            order: string[];
            problems: components["schemas"]["Problem"][];
            /** @description The newest commit that the transitioner has decided on. */
            revision?: string;
            transitions: {
                [key: string]: components["schemas"]["TransitionStatus"];
            };
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
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type DeploymentMeta = components['schemas']['DeploymentMeta'];
export type FieldError = components['schemas']['FieldError'];
export type Health = components['schemas']['Health'];
export type LeftOut = components['schemas']['LeftOut'];
export type Problem = components['schemas']['Problem'];
export type ProblemDetails = components['schemas']['ProblemDetails'];
export type Revision = components['schemas']['Revision'];
export type TransitionBlocked = components['schemas']['TransitionBlocked'];
export type TransitionCheckFailed = components['schemas']['TransitionCheckFailed'];
export type TransitionerStatus = components['schemas']['TransitionerStatus'];
export type TransitionResult = components['schemas']['TransitionResult'];
export type TransitionSkipped = components['schemas']['TransitionSkipped'];
export type TransitionStatus = components['schemas']['TransitionStatus'];
export type TransitionSuccess = components['schemas']['TransitionSuccess'];
export type VersionChange = components['schemas']['VersionChange'];
export type ResponseProblemDetails = components['responses']['ProblemDetails'];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionerStatus"];
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
