# The web client, the server with the client inside it, and a small image to run it in.

FROM node:22-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm install --no-save --no-audit --no-fund
COPY schema.graphql /src/schema.graphql
COPY web ./
RUN npm run codegen --silent && npm run build --silent

FROM rust:1.95-bookworm AS server
WORKDIR /src
# RocksDB's bindings are made with libclang.
RUN apt-get update \
    && apt-get install -y --no-install-recommends clang libclang-dev \
    && rm -rf /var/lib/apt/lists/*
COPY Cargo.toml Cargo.lock ./
# The dependencies first, under an empty crate: SurrealDB takes long to compile, and this layer is kept until Cargo.lock changes.
RUN mkdir -p server tests \
    && touch server/lib.rs \
    && echo 'fn main() {}' | tee server/main.rs > tests/main.rs \
    && cargo build --release --locked
COPY server server
COPY --from=web /src/web/dist web/dist
# Copied files may be older than the empty crate's build.
RUN touch server/lib.rs server/main.rs && cargo build --release --locked

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home baton \
    && install -d -o baton -g baton -m 0700 /data
COPY --from=server /src/target/release/baton /usr/local/bin/baton
COPY LICENSE NOTICE /usr/share/doc/baton/
USER baton
WORKDIR /data
ENV BATON_LISTEN=0.0.0.0:8080 BATON_DATA=/data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# The image has no curl; bash can speak HTTP.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["baton"]
CMD ["serve"]
