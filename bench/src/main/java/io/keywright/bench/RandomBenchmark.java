package io.keywright.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.keywright.core.crypto.UuidV7;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
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

/** One shared source of random bytes; run with {@code -t 1} and {@code -t 2} to see how it bears contention. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1, timeUnit = SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = SECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in, then calls prepare
public class RandomBenchmark {

    @Param({"LibCryptoRng", "NativePRNG", "NativePRNGNonBlocking", "DRBG"})
    String source;

    private SecureRandom random;
    private UuidV7 ids;

    @Setup
    public void prepare() throws GeneralSecurityException {
        random = source.equals("LibCryptoRng")
                ? SecureRandom.getInstance(source, Accp.provider())
                : SecureRandom.getInstance(source, "SUN");
        ids = new UuidV7(InstantSource.system(), random);
    }

    @Benchmark
    public byte[] iv() {
        byte[] iv = new byte[12];
        random.nextBytes(iv);
        return iv;
    }

    @Benchmark
    public UUID uuidV7() {
        return ids.next();
    }
}
