package io.keywright.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
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

/** AWS-LC against the JDK, both with reused objects and a new IV each time: which one should encrypt. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1, timeUnit = SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = SECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in, then calls prepare
public class JcaCipherBenchmark {

    /** Who offers what; AWS-LC's provider has no ChaCha20-Poly1305. */
    public enum Scheme {
        AES_GCM_ACCP("AES/GCM/NoPadding", "AES", Accp.NAME),
        AES_GCM_JDK("AES/GCM/NoPadding", "AES", "SunJCE"),
        CHACHA20_JDK("ChaCha20-Poly1305", "ChaCha20", "SunJCE");

        private final String transformation;
        private final String keyName;
        private final String provider;

        Scheme(String transformation, String keyName, String provider) {
            this.transformation = transformation;
            this.keyName = keyName;
            this.provider = provider;
        }
    }

    @Param
    Scheme scheme;

    @Param({"64", "16384"})
    int size;

    private final byte[] iv = new byte[12];
    private final byte[] aad = new byte[64];
    private long counter;
    private Provider provider;
    private SecretKey key;
    private Cipher sealing;
    private Cipher opening;
    private byte[] plaintext;
    private byte[] ciphertext;
    private AlgorithmParameterSpec sealedWith;

    @Setup
    public void prepare() throws GeneralSecurityException {
        key = new SecretKeySpec(new byte[32], scheme.keyName);
        provider = Accp.or(scheme.provider, scheme.provider);
        sealing = fresh();
        opening = fresh();
        plaintext = new byte[size];
        ciphertext = seal();
        sealedWith = parameters();
    }

    @Benchmark
    public byte[] seal() throws GeneralSecurityException {
        return seal(sealing);
    }

    /** What pooling saves: the same without reuse. */
    @Benchmark
    public byte[] sealWithNewObject() throws GeneralSecurityException {
        return seal(fresh());
    }

    private byte[] seal(Cipher cipher) throws GeneralSecurityException {
        ByteBuffer.wrap(iv).putLong(4, ++counter);
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters());
        cipher.updateAAD(aad);
        return cipher.doFinal(plaintext);
    }

    @Benchmark
    public byte[] open() throws GeneralSecurityException {
        opening.init(Cipher.DECRYPT_MODE, key, sealedWith);
        opening.updateAAD(aad);
        return opening.doFinal(ciphertext);
    }

    private Cipher fresh() throws GeneralSecurityException {
        return Cipher.getInstance(scheme.transformation, provider);
    }

    private AlgorithmParameterSpec parameters() {
        return scheme == Scheme.CHACHA20_JDK ? new IvParameterSpec(iv.clone()) : new GCMParameterSpec(128, iv.clone());
    }
}
