package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.Kdf;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import javax.crypto.Mac;

/** HMAC with SHA-256 (RFC 2104, RFC 7518 section 3.2), compared in constant time. */
final class Hmac implements SignatureTool {

    private final Provider provider;
    private final RawKey key;
    private final Pool<Mac> pool = new Pool<>();

    Hmac(Provider provider, SecretBytes key) {
        this.provider = provider;
        this.key = new RawKey("HmacSHA256", key);
    }

    @Override
    public byte[] sign(byte[] data, Deadline deadline) throws GeneralSecurityException {
        return tag(data);
    }

    private byte[] tag(byte[] data) throws GeneralSecurityException {
        Mac pooled = pool.take();
        Mac mac = pooled != null ? pooled : fresh();
        byte[] result = mac.doFinal(data);
        pool.give(mac);
        return result;
    }

    @Override
    public boolean verify(byte[] data, byte[] signature) throws GeneralSecurityException {
        return MessageDigest.isEqual(tag(data), signature);
    }

    private Mac fresh() throws GeneralSecurityException {
        Mac mac = Mac.getInstance(Jca.of(Algorithm.HS256).transformation(), provider);
        mac.init(key);
        return mac;
    }

    /** What HKDF derives from the key. */
    SecretBytes derive(Kdf kdf, byte[] salt, byte[] info, int bytes) throws GeneralSecurityException {
        return Hkdf.derive(kdf, key, salt, info, bytes);
    }

    @Override
    public void forget() {
        pool.clear();
    }
}
