# pagerace in a container, built from Debian's packages alone:
#
#   docker build -t pagerace .
#   docker run --rm -v "$PWD":/work pagerace check FILE
#
# It cannot be built where CI runs, which has no Docker, so no test holds it. What it does is `make deb`, and tests/package.sh holds
# that: when a step is changed here, build it by hand.
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends git make
WORKDIR /src
COPY scripts/install-dependencies scripts/
RUN scripts/install-dependencies --deb
COPY . .
RUN make deb SETUP=no

FROM debian:12-slim
COPY --from=build /src/build/pagerace_*.deb /tmp/
# g++ compiles large searches to native code.
RUN apt-get update && apt-get install -y --no-install-recommends g++ /tmp/pagerace_*.deb \
  && rm -rf /tmp/pagerace_*.deb /var/lib/apt/lists/*
WORKDIR /work
ENTRYPOINT ["pagerace"]
