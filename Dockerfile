# One image with all programs: the services, the UI, the sandbox cluster and the playground. docker-compose.yml says which
# one runs. It builds with and without BuildKit.
ARG NODE_IMAGE=node:24-bookworm-slim

# Every package.json in its place, so that `npm ci` is repeated only when one of them or the lock file changes.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /source
COPY . .
RUN mkdir /manifests \
  && find . -name package.json -exec cp --parents '{}' /manifests ';' \
  && cp .npmrc package-lock.json /manifests

FROM ${NODE_IMAGE} AS build
WORKDIR /source
ENV NX_TUI=false
COPY --from=manifests /manifests ./
RUN npm ci
COPY . .
RUN npm run build \
  && mkdir /image \
  && cp --parents --recursive apps/*/dist packages/*/dist integration-test/dist integration-test/example-repository /image

FROM ${NODE_IMAGE}
# Resource repositories are reached by path, by https (which needs the certificates) or by ssh.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git openssh-client \
  && rm -rf /var/lib/apt/lists/*
# A new volume takes over the owner of the folder that it is mounted on.
RUN install --directory --owner=node --group=node /playground
WORKDIR /app
COPY --from=build /image ./

ARG VERSION=local
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Cautious Tribble" \
  org.opencontainers.image.description="Deployment manager: git is the truth, environments follow with care." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"

ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
USER node
CMD ["node", "integration-test/dist/playground.mjs", "--help"]
