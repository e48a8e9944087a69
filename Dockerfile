# docker build -t inleku . && docker run -p 8080:8080 -v inleku:/var/lib/inleku inleku
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-compile --only-binary=:all: --no-binary=http-ece --require-hashes -r requirements.txt
COPY pyproject.toml ./
COPY content ./content
COPY locales ./locales
COPY dialogs ./dialogs
COPY storage ./storage
COPY bot ./bot
# The program runs from this folder, as in development: texts, catalogues and pages are read from here.
# The bytecode is not checked against file times, which copying between stages may change.
RUN pip install --no-deps --no-build-isolation -e . \
    && rm -rf build \
    && python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/venv/lib bot content dialogs storage

FROM python:3.11-slim
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/inleku --no-create-home --shell /usr/sbin/nologin inleku \
    && install -d -o inleku -g inleku -m 0700 /var/lib/inleku
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    INLEKU_LISTEN=0.0.0.0:8080 \
    INLEKU_DATA_DIR=/var/lib/inleku
WORKDIR /app
USER inleku
VOLUME /var/lib/inleku
EXPOSE 8080
# Asks on the port of INLEKU_LISTEN; anything but 200 raises and so counts as unhealthy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['INLEKU_LISTEN'].rsplit(':', 1)[1] + '/healthz', timeout=4)"]
ENTRYPOINT ["inleku"]
CMD ["run"]
