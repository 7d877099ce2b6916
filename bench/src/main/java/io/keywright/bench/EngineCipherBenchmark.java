package io.keywright.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UsableKey;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
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

/** The engine's encryption with a cached key, random IV included, and the wrapping of keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1, timeUnit = SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = SECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in, then calls prepare
public class EngineCipherBenchmark {

    @Param({"accp", "jdk"})
    String side;

    @Param({"AES_256_GCM", "CHACHA20_POLY1305"})
    Algorithm algorithm;

    @Param({"64", "16384"})
    int size;

    private final byte[] aad = new byte[64];
    private final Binding binding = new Binding("tenant", Environment.PROD, Plane.TENANT, "key", "key-material");
    private CryptoEngine engine;
    private KeyWrap keyWrap;
    private SecretBytes root;
    private UsableKey key;
    private byte[] plaintext;
    private Encrypted encrypted;
    private byte[] wrapped;

    @Setup
    public void prepare() {
        CryptoProviders providers = Accp.providers(side);
        engine = new CryptoEngine(providers);
        keyWrap = new KeyWrap(providers);
        GeneratedKey stored = engine.generate(KeyType.AES_256);
        root = stored.material();
        key = engine.load(KeyType.AES_256, root, new byte[0]);
        plaintext = new byte[size];
        encrypted = encrypt();
        wrapped = keyWrap.wrap(root, root, binding);
    }

    @Benchmark
    public Encrypted encrypt() {
        return engine.encrypt(key, algorithm, plaintext, aad);
    }

    @Benchmark
    public byte[] decrypt() {
        return engine.decrypt(key, algorithm, encrypted.ciphertext(), encrypted.iv(), aad)
                .orElseThrow();
    }

    @Benchmark
    public SecretBytes unwrap() {
        return keyWrap.unwrap(root, wrapped, binding);
    }
}
