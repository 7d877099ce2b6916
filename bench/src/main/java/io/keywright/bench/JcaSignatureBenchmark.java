package io.keywright.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
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

/** AWS-LC against the JDK, both with initialized objects: which one should serve which signature algorithm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1, timeUnit = SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = SECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in, then calls prepare
public class JcaSignatureBenchmark {

    /** How JCA spells an algorithm. */
    public enum Scheme {
        EDDSA("Ed25519", "Ed25519", "SunEC"),
        ES256("EC", "SHA256withECDSAinP1363Format", "SunEC"),
        ES384("EC", "SHA384withECDSAinP1363Format", "SunEC"),
        PS256("RSA", "RSASSA-PSS", "SunRsaSign"),
        RS256("RSA", "SHA256withRSA", "SunRsaSign"),
        ML_DSA_65("ML-DSA-65", "ML-DSA", "SUN");

        private final String keys;
        private final String signatures;
        private final String jdkProvider;

        Scheme(String keys, String signatures, String jdkProvider) {
            this.keys = keys;
            this.signatures = signatures;
            this.jdkProvider = jdkProvider;
        }
    }

    @Param({"accp", "jdk"})
    String side;

    @Param
    Scheme scheme;

    private final byte[] data = new byte[256];
    private Provider provider;
    private PrivateKey privateKey;
    private Signature signer;
    private Signature verifier;
    private byte[] signature;

    @Setup
    public void prepare() throws GeneralSecurityException {
        provider = Accp.or(side, scheme.jdkProvider);
        KeyPair pair = pair();
        privateKey = pair.getPrivate();
        signer = fresh();
        signer.initSign(privateKey);
        verifier = fresh();
        verifier.initVerify(pair.getPublic());
        signature = sign();
    }

    /** Made by the JDK and, where it can, read by the provider that uses it. */
    private KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(scheme.keys, scheme.jdkProvider);
        switch (scheme) {
            case ES256 -> generator.initialize(256);
            case ES384 -> generator.initialize(384);
            case PS256, RS256 -> generator.initialize(2048);
            case EDDSA, ML_DSA_65 -> {}
        }
        KeyPair pair = generator.generateKeyPair();
        if (provider.getService("KeyFactory", scheme.keys) == null) {
            return pair;
        }
        KeyFactory factory = KeyFactory.getInstance(scheme.keys, provider);
        PublicKey publicKey =
                factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
        PrivateKey secretKey = factory.generatePrivate(
                new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
        return new KeyPair(publicKey, secretKey);
    }

    private Signature fresh() throws GeneralSecurityException {
        Signature fresh = Signature.getInstance(scheme.signatures, provider);
        if (scheme == Scheme.PS256) {
            fresh.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return fresh;
    }

    @Benchmark
    public byte[] sign() throws GeneralSecurityException {
        signer.update(data);
        return signer.sign();
    }

    /** What pooling saves: the same without reuse. */
    @Benchmark
    public byte[] signWithNewObject() throws GeneralSecurityException {
        Signature fresh = fresh();
        fresh.initSign(privateKey);
        fresh.update(data);
        return fresh.sign();
    }

    @Benchmark
    public boolean verify() throws GeneralSecurityException {
        verifier.update(data);
        return verifier.verify(signature);
    }
}
