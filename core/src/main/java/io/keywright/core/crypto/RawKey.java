package io.keywright.core.crypto;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import javax.crypto.SecretKey;

/** Raw symmetric bytes as JCA wants them; hands out whole copies or nothing, however it is raced with {@link #destroy}. */
final class RawKey implements SecretKey {

    private final String jcaName;
    private final transient SecretBytes bytes;

    RawKey(String jcaName, SecretBytes bytes) {
        this.jcaName = jcaName;
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return jcaName;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return bytes.expose(byte[]::clone);
    }

    @Override
    public void destroy() {
        bytes.close();
    }

    @Override
    public boolean isDestroyed() {
        return bytes.destroyed();
    }

    @Override
    public String toString() {
        return "RawKey[" + jcaName + "]";
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("secrets are not serialized");
    }
}
