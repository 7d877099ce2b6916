package io.keywright.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.UsableKey;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The engine's signatures with a cached key, shared by all threads as in production. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1, timeUnit = SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = SECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in, then calls prepare
public class EngineBenchmark {

    @Param({"accp", "jdk"})
    String side;

    @Param({"ED25519", "EC_P256", "EC_P384", "RSA_2048", "RSA_3072", "RSA_4096", "ML_DSA_65", "HMAC_256"})
    KeyType type;

    private final byte[] data = new byte[256];
    private CryptoEngine engine;
    private GeneratedKey stored;
    private UsableKey key;
    private Algorithm algorithm;
    private byte[] signature;

    @Setup
    public void prepare() {
        engine = new CryptoEngine(Accp.providers(side));
        stored = engine.generate(type);
        key = engine.load(type, stored.material(), stored.publicKey());
        algorithm = type.defaultAlgorithm();
        signature = sign();
    }

    @Benchmark
    public byte[] sign() {
        return engine.sign(key, algorithm, data);
    }

    @Benchmark
    public boolean verify() {
        return engine.verify(key, algorithm, data, signature);
    }

    /** A miss of the key cache, the check of the pair included. */
    @Benchmark
    public UsableKey load() {
        return engine.load(type, stored.material(), stored.publicKey());
    }

    @Benchmark
    public GeneratedKey generate() {
        return engine.generate(type);
    }
}
