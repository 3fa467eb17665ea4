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
    "/api/pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses one transition, or all of them. */
        post: operations["pause"];
        /** Removes one reason, or all, for which one transition or all of them are paused. */
        delete: operations["resume"];
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
    "/api/transitions/{transition}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves exactly what is pending, by its id; anything newer needs a new approval. */
        post: operations["approve"];
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
        NewApproval: {
            /** @description What is approved: the `change` of the transition, or those of single resources; their first 12 characters are enough. */
            changes: string[];
            comment?: string;
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
        NewPause: {
            reason: string;
            /** @description Pause only this one; all where it is absent. */
            transition?: string;
            /**
             * Format: date-time
             * @description From then on the pause does not hold any more.
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
            /** @description Why all transitions are paused; empty where they are not. */
            paused: components["schemas"]["LockReason"][];
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
    parameters: {
        /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
        Author: string;
        /** @description The resource's name; a slash in it is written %2F. */
        Resource: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this answer; with it in If-None-Match the same answer is a 304. */
        ETag: string;
    };
    pathItems: never;
}
export type Approval = components['schemas']['Approval'];
export type Cell = components['schemas']['Cell'];
export type ChangedFields = components['schemas']['ChangedFields'];
export type CommitResult = components['schemas']['CommitResult'];
export type Deployment = components['schemas']['Deployment'];
export type DeploymentMeta = components['schemas']['DeploymentMeta'];
export type EnvironmentView = components['schemas']['EnvironmentView'];
export type Evidence = components['schemas']['Evidence'];
export type Explanation = components['schemas']['Explanation'];
export type ExplanationLink = components['schemas']['ExplanationLink'];
export type FieldChange = components['schemas']['FieldChange'];
export type FieldError = components['schemas']['FieldError'];
export type Forecast = components['schemas']['Forecast'];
export type ForecastBlocked = components['schemas']['ForecastBlocked'];
export type ForecastMove = components['schemas']['ForecastMove'];
export type ForecastTime = components['schemas']['ForecastTime'];
export type Freeze = components['schemas']['Freeze'];
export type Freshness = components['schemas']['Freshness'];
export type GateVerdict = components['schemas']['GateVerdict'];
export type HealedDrift = components['schemas']['HealedDrift'];
export type Health = components['schemas']['Health'];
export type LeftOut = components['schemas']['LeftOut'];
export type LockReason = components['schemas']['LockReason'];
export type NewApproval = components['schemas']['NewApproval'];
export type NewLock = components['schemas']['NewLock'];
export type NewPause = components['schemas']['NewPause'];
export type NewVersion = components['schemas']['NewVersion'];
export type ObjectView = components['schemas']['ObjectView'];
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
export type PruneView = components['schemas']['PruneView'];
export type RegisteredVersion = components['schemas']['RegisteredVersion'];
export type ResourceView = components['schemas']['ResourceView'];
export type Revision = components['schemas']['Revision'];
export type RolloutReason = components['schemas']['RolloutReason'];
export type RolloutStatus = components['schemas']['RolloutStatus'];
export type State = components['schemas']['State'];
export type TransitionBlocked = components['schemas']['TransitionBlocked'];
export type TransitionCheckFailed = components['schemas']['TransitionCheckFailed'];
export type TransitionDetail = components['schemas']['TransitionDetail'];
export type TransitionResult = components['schemas']['TransitionResult'];
export type TransitionRun = components['schemas']['TransitionRun'];
export type TransitionSkipped = components['schemas']['TransitionSkipped'];
export type TransitionStatus = components['schemas']['TransitionStatus'];
export type TransitionSuccess = components['schemas']['TransitionSuccess'];
export type VersionChange = components['schemas']['VersionChange'];
export type ResponseNotModified = components['responses']['NotModified'];
export type ResponseProblemDetails = components['responses']['ProblemDetails'];
export type ParameterAuthor = components['parameters']['Author'];
export type ParameterResource = components['parameters']['Resource'];
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
    pause: {
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
                "application/json": components["schemas"]["NewPause"];
            };
        };
        responses: {
            /** @description paused for this reason before; no commit was made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitResult"];
                };
            };
            /** @description paused */
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
    resume: {
        parameters: {
            query?: {
                /** @description The reason to remove; all where it is absent. */
                reason?: string;
                /** @description The pause of all where it is absent. */
                transition?: string;
            };
            header?: {
                /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
                "Tribble-Author"?: components["parameters"]["Author"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description resumed, or not paused at all (then `changed` is false) */
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
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"];
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
    approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Who asks, as `Name <mail>`; it becomes the author of the commit. */
                "Tribble-Author"?: components["parameters"]["Author"];
            };
            path: {
                transition: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApproval"];
            };
        };
        responses: {
            /** @description approved before by the same person; no commit was made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitResult"];
                };
            };
            /** @description approved */
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
