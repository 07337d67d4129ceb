# An image with the program alone: `docker build -t dateline .`, then
#
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/site" dateline build
#   docker run --rm -p 127.0.0.1:1313:1313 -v "$PWD:/site" dateline serve --host 0.0.0.0 --port 1313 --allow-host localhost
#
# It was never run: there was no container engine where it was written.
FROM docker.io/library/rust:1.95-slim-bookworm AS build
WORKDIR /dateline
COPY . .
# A folder without .git has no commit to name; these two may say it.
ARG DATELINE_COMMIT=
ARG SOURCE_DATE_EPOCH=
RUN cargo build --release --locked --bin dateline

FROM docker.io/library/debian:bookworm-slim
# `check --changed` asks git.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /dateline/target/release/dateline /usr/local/bin/dateline
COPY LICENSE-APACHE LICENSE-MIT /usr/local/share/doc/dateline/
USER nobody
WORKDIR /site
ENTRYPOINT ["dateline"]
CMD ["--help"]
