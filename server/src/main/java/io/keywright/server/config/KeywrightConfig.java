package io.keywright.server.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every {@code keywright.*} property. A property that is not here is refused at start. */
@ConfigMapping(prefix = "keywright")
public interface KeywrightConfig {

    /** What the installation is for: {@code production}, or {@code development}, which allows an unprotected root key. */
    @WithDefault("production")
    Profile profile();

    /** The folder that holds the store, unless that is elsewhere, the development PKI and, for the local provider, the root key. */
    Path data();

    /** Which database the store is in: {@code sqlite}, in the data folder, or {@code postgresql}. */
    @WithDefault("sqlite")
    StoreKind store();

    PostgresqlConfig postgresql();

    NodeConfig node();

    /** Where to write the base URL once the service serves. */
    Optional<Path> readyFile();

    Http http();

    ManagementConfig management();

    /** Where everybody finds out what authorities have revoked, by plain HTTP: lists and answers bear signatures of their own. */
    ListenerConfig revocation();

    /** Where those enroll that have no certificate yet, by HTTPS. */
    ListenerConfig enrollment();

    AcmeConfig acme();

    ShutdownConfig shutdown();

    LogConfig log();

    Tls tls();

    TrustConfig trust();

    IdentityConfig identity();

    Root root();

    /** The root providers, by names of the operator's choice. */
    Map<String, ProviderConfig> providers();

    Keys keys();

    RotationConfig rotation();

    Cache cache();

    Work work();

    Ledger ledger();

    ArchiveConfig archive();

    BackupConfig backup();

    LimitsConfig limits();

    AccessConfig access();

    ApprovalsConfig approvals();

    EventsConfig events();

    EvidenceConfig evidence();

    ComplianceConfig compliance();

    Costs costs();

    TelemetryConfig telemetry();

    Bench bench();

    /** See {@link KeywrightConfig#store()}. */
    enum StoreKind {
        SQLITE,
        POSTGRESQL
    }

    /** What the installation is for. */
    enum Profile {
        DEVELOPMENT,
        PRODUCTION
    }

    /** Where the service listens. */
    interface Http {
        /** The address to listen on. */
        @WithDefault("localhost")
        String host();

        /** The HTTPS port. */
        @WithDefault("8443")
        int port();

        /** How large a request body may be; at most 2M. */
        @WithDefault("1M")
        MemorySize maxBody();

        /** How large data, plaintext or ciphertext may be in one request, before Base64. */
        @WithDefault("512K")
        MemorySize maxPayload();

        /** What the bodies of requests may take in sum, a quarter of it for one caller; an eighth of the heap, if not set. */
        Optional<MemorySize> bodyMemory();

        /** How many connections may be open; what comes beyond is closed, and the log says so. */
        @WithDefault("8192")
        int connections();

        /** How many of them one tenant may have, or one identity that belongs to none. */
        @WithDefault("2048")
        int connectionsPerTenant();

        /** How long the head of a request may take, and a connection to its first request. */
        @WithDefault("PT10S")
        Duration headTimeout();

        /** How long the body of a request may take, all of it. */
        @WithDefault("PT20S")
        Duration bodyTimeout();

        /** How long a request may take from its first byte to its answer. */
        @WithDefault("PT30S")
        Duration requestTimeout();
    }

    /** The service's certificate and the authorities whose client certificates it accepts; PEM files. */
    interface Tls {
        /** The service's certificate chain. */
        @WithDefault("${keywright.data}/pki/server.pem")
        Path certificate();

        /** The service's private key, PKCS#8. */
        @WithDefault("${keywright.data}/pki/server-key.pem")
        Path key();

        /** The authorities whose client certificates are accepted. */
        @WithDefault("${keywright.data}/pki/ca.pem")
        Path clientCa();

        /** Lists of revoked client certificates, DER or PEM; read again when they change. */
        Optional<List<Path>> clientCrl();

        /** What becomes of certificates whose issuer has only lists out of date: {@code refuse} or {@code warn}. */
        @WithDefault("refuse")
        WhenStale clientCrlStale();

        /** See {@link Tls#clientCrlStale()}. */
        enum WhenStale {
            REFUSE,
            WARN
        }
    }

    /** Which provider guards the root of all keys. */
    interface Root {
        /** Its name among {@link #providers}, or {@code local}. There is no fallback to another. */
        @WithDefault("local")
        String provider();

        /** How long a start waits for it, if only time can mend what is wrong; the very first start does not wait. */
        @WithDefault("PT5M")
        Duration startPatience();
    }

    /** The rules for all keys. */
    interface Keys {
        /** What a deactivated key may still do: {@code nist} (verify, decrypt) or {@code active-only} (nothing). */
        @WithDefault("nist")
        Processing processing();

        /** How old an active key may get before it is due for rotation. */
        @WithDefault("P90D")
        Duration rotationSchedule();

        /** How long a rotated key stays in pending_rotation. */
        @WithDefault("P7D")
        Duration rotationGracePeriod();

        /** Who destroys a key that was used within this time is asked once more; nobody is, if it is zero. */
        @WithDefault("P30D")
        Duration inUsePeriod();

        /** How long a key may protect, if its creator does not say. */
        @WithDefault("P365D")
        Duration validity();

        /** The algorithms that requests may use, by their wire names. */
        @WithDefault("PS256,RS256,EdDSA,ES256,ES384,HS256,ML-DSA-65,AES-256-GCM,CHACHA20-POLY1305,ECDH")
        List<String> allowedAlgorithms();

        /** Modules that may use a key that is made without a policy, {@code *} for all of its scope; its maker's, if not set. */
        Optional<List<String>> defaultModules();

        /** The daily limit of a key whose policy gives none. */
        @WithDefault("10000000")
        long maxUsagePerDayDefault();

        /** See {@link Keys#processing()}. */
        enum Processing {
            NIST,
            ACTIVE_ONLY
        }
    }

    /** What is held in memory, so that steady traffic never waits for store or provider. */
    interface Cache {
        /** How many keys are held at the most. */
        @WithDefault("10000")
        int keys();

        /** How many tenant roots are held at the most. */
        @WithDefault("1000")
        int roots();

        /** How long a key or root is held, from when a provider last opened the root. */
        @WithDefault("PT1H")
        Duration timeToLive();

        /** How long a public key verifies, from when its root was last open, also when that may no longer be used. */
        @WithDefault("PT24H")
        Duration publicKeys();

        /** How much longer, while no provider answers. What a provider refuses stops at once. */
        @WithDefault("PT15M")
        Duration grace();

        /** Copies of tenants' roots and of what a start needs on this node, for when the providers do not answer. */
        SealedCopies sealedCopies();
    }

    /** What copies of roots are sealed with, and how long they are good. */
    interface SealedCopies {
        /** The root provider whose key seals them; there are none if it is not set. */
        Optional<String> provider();

        /** How long a copy is good, from when a tenant's own provider last opened the root. */
        @WithDefault("PT4H")
        Duration timeToLive();
    }

    /** Computations that take longer than a tenth of a millisecond: new key pairs, signatures with RSA. */
    interface Work {
        /** How many threads compute; if not set, as many as there are processors, and at least 2. */
        Optional<Integer> threads();

        /** How many computations of one tenant may wait before its callers are turned away with 429. */
        @WithDefault("1024")
        int queuePerTenant();

        /** How many RSA keys of one tenant may wait to be made before its callers are turned away with 429. */
        @WithDefault("32")
        int rsaKeysPerTenant();
    }

    /** The journal and its ledger. */
    interface Ledger {
        /** How many changes may wait for the journal before callers are turned away with 503. */
        @WithDefault("4096")
        int queue();

        /** The ledger's name on checkpoints, chosen once when the store is made; made up if not set. */
        Optional<String> origin();

        /** The number of the last receipt whose loss is accepted, for one start. */
        Optional<Long> acceptLossUpTo();

        /** Whether a lost key that cosigns checkpoints is replaced by a new one. */
        @WithDefault("false")
        boolean newCosigner();

        /** For how long a key signs before another succeeds it; if not set, only when somebody asks for it. */
        Optional<Duration> keyRotationPeriod();

        /** For how long an old key signs checkpoints beside the new one, so that those who know it have time to learn the new one. */
        @WithDefault("P30D")
        Duration keyOverlap();

        /** Whether a lost key that vouches for rows is replaced by a new one, which vouches for them as they are. */
        @WithDefault("false")
        boolean newRowKey();

        /** Who cosigns the ledger's checkpoints, by names of the operator's choice. */
        Map<String, WitnessConfig> witnesses();

        /** How many of them must cosign a checkpoint before it counts as witnessed; 0 for as many as do. */
        @WithDefault("0")
        int witnessQuorum();

        /** How often they are asked. */
        @WithDefault("PT10S")
        Duration witnessInterval();

        /** How long each may take to answer. */
        @WithDefault("PT5S")
        Duration witnessTimeout();
    }

    /** What root providers cost. */
    interface Costs {
        /** What their prices are in, ISO 4217. */
        Optional<String> currency();
    }

    /** For measuring only. */
    interface Bench {
        /** Whether {@code /kms/v1/noop} and {@code /kms/v1/noop/encrypt} answer. */
        @WithDefault("false")
        boolean noop();
    }
}
