package io.keywright.server.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WireName;
import io.keywright.model.WrappedSecret;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an alias of this very service stands for and stood for, as a JWK set: whoever signs its tokens here needs
 * no other place to publish them. The id of a token's key is the key's id. Only the newest are among them, and neither a
 * destroyed key nor one that is not as it was made: what opens a key vouches for its public half, the row does not.
 */
public record OwnKeys(KeyStore keys, KeyVault vault, Place place) implements KeySetSource {

    private static final Logger LOG = Logger.getLogger(OwnKeys.class);
    private static final int MOST = 100;
    private static final int ED25519_BYTES = 32;

    /** A scope and an alias in it, written {@code TENANT/ENVIRONMENT/PLANE/ALIAS}. */
    public record Place(Scope scope, String alias) {

        /**
         * The place of that spelling.
         *
         * @throws IllegalArgumentException saying what is wrong with {@code text}
         */
        public static Place parse(String text) {
            List<String> parts = Arrays.asList(text.split("/", -1));
            if (parts.size() != 4) {
                throw new IllegalArgumentException("must be TENANT/ENVIRONMENT/PLANE/ALIAS.");
            }
            Scope scope = new Scope(
                    parts.get(0),
                    WireName.parse(Environment.class, parts.get(1)),
                    WireName.parse(Plane.class, parts.get(2)));
            return new Place(scope, new KeyReference.ByAlias(parts.get(3)).alias());
        }
    }

    @Override
    public String read() throws IOException {
        try {
            List<JWK> published = new ArrayList<>();
            for (StoredKey stored : newest()) {
                JWK jwk = verifies(stored) ? jwk(stored.metadata()) : null;
                if (jwk != null) {
                    published.add(jwk);
                }
            }
            return new JWKSet(published).toString();
        } catch (StoreException | KeywrightException | GeneralSecurityException e) {
            throw new IOException("the keys of " + place + " cannot be read", e);
        }
    }

    private List<StoredKey> newest() throws StoreException {
        List<StoredKey> versions = new ArrayList<>();
        Optional<StoredKey> current = keys.key(place.scope(), new KeyReference.ByAlias(place.alias()));
        if (current.isPresent()) {
            KeyMetadata key = current.get().metadata();
            versions.add(current.get());
            for (KeyMetadata before :
                    keys.versionsBefore(key.line(), key.version().number(), MOST - 1)) {
                keys.key(place.scope(), new KeyReference.ById(before.keyId())).ifPresent(versions::add);
            }
        }
        return versions;
    }

    private boolean verifies(StoredKey stored) {
        KeyMetadata key = stored.metadata();
        return key.keyState() != KeyState.DESTROYED
                && key.keyUsage().contains(KeyUsage.SIGN)
                && stored.wrapped().isPresent()
                && isWhole(key, stored.wrapped().get());
    }

    /** One that is not as it was made does not take the others down. */
    private boolean isWhole(KeyMetadata key, WrappedSecret wrapped) {
        try {
            vault.check(key, wrapped);
            return true;
        } catch (KeywrightException e) {
            if (!"key_integrity".equals(e.details().get("reason"))) {
                throw e;
            }
            LOG.errorf("event=key_not_published key_id=%s Its row was altered; restore it from a backup.", key.keyId());
            return false;
        }
    }

    /** Null for a type that signs no tokens. */
    private static @Nullable JWK jwk(KeyMetadata key) throws GeneralSecurityException {
        String keyId = key.keyId().toString();
        return switch (key.keyType()) {
            case RSA_2048, RSA_3072, RSA_4096 ->
                new RSAKey.Builder((RSAPublicKey) publicKey("RSA", key))
                        .keyID(keyId)
                        .build();
            case EC_P256 ->
                new ECKey.Builder(Curve.P_256, (ECPublicKey) publicKey("EC", key))
                        .keyID(keyId)
                        .build();
            case ED25519 ->
                new OctetKeyPair.Builder(Curve.Ed25519, x(key)).keyID(keyId).build();
            case EC_P384, AES_256, HMAC_256, ML_DSA_65, X25519, ECDH_P256, ECDH_P384 -> null;
        };
    }

    private static PublicKey publicKey(String algorithm, KeyMetadata key) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded(key)));
    }

    /** The last bytes of an Ed25519 SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static Base64URL x(KeyMetadata key) throws GeneralSecurityException {
        byte[] encoded = encoded(key);
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }

    private static byte[] encoded(KeyMetadata key) throws GeneralSecurityException {
        try {
            return Pem.blocks(key.publicKey()).getFirst().content();
        } catch (PemException | NoSuchElementException e) {
            throw new InvalidKeySpecException("not a public key in PEM", e);
        }
    }
}
