DROP TABLE rotation_lease;
DROP TABLE compliance_lease;

-- Which node does what an installation needs beside requests. It says so again and again, each time with the next turn.
CREATE TABLE node_lease (
    id bigint PRIMARY KEY CHECK (id = 1),
    node_id bytea NOT NULL CHECK (length(node_id) = 16),
    turn bigint NOT NULL
);

-- The nodes that work on this database. Times are milliseconds since 1970, by the node's clock.
CREATE TABLE nodes (
    node_id bytea PRIMARY KEY CHECK (length(node_id) = 16),
    name text COLLATE "C" NOT NULL,
    url text COLLATE "C",
    program_version text COLLATE "C" NOT NULL,
    schema_version bigint NOT NULL,
    started_at bigint NOT NULL,
    seen_at bigint NOT NULL
);

-- Exports of evidence, as the node tells of each in whose folder it lies.
CREATE TABLE evidence_exports (
    export_id bytea PRIMARY KEY CHECK (length(export_id) = 16),
    tenant_id text COLLATE "C" NOT NULL,
    node_name text COLLATE "C" NOT NULL,
    told bytea NOT NULL,
    kept_until bigint NOT NULL
);

CREATE INDEX evidence_exports_of_tenant ON evidence_exports (tenant_id, export_id);
CREATE INDEX evidence_exports_over ON evidence_exports (kept_until);
