package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A key of a Transit engine. Wraps with the binding as {@code associated_data}. What it wrapped is moved to another version by
 * unwrapping and wrapping: {@code transit/rewrap} fails on additional data (OpenBao 2.7.2). Safe from any thread.
 */
final class VaultKey implements ProviderKey {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final VaultPath path;
    private final String id;
    private final VaultAccess access;
    private final VaultFaults faults;

    VaultKey(VaultPath path, String id, VaultAccess access, VaultFaults faults) {
        this.path = path;
        this.id = id;
        this.access = access;
        this.faults = faults;
    }

    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        return new Description(id, String.valueOf(usable(deadline).latest()));
    }

    /** Looks first whether there is such a key: a token that may do so would make one by wrapping. */
    @Override
    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException {
        usable(deadline);
        byte[] body = key.expose(bytes -> body("plaintext", Base64.getEncoder().encode(bytes), binding));
        VaultRequest request = VaultRequest.post(path.encrypt(), body);
        try {
            VaultAnswer answer = access.send(request, deadline);
            require(answer, request, deadline);
            return Ciphertext.parse(
                            answer.json().path("data").path("ciphertext").asText())
                    .orElseThrow(() -> faults.strange(request))
                    .bytes();
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        if (deadline.passed()) {
            throw faults.late();
        }
        Ciphertext ciphertext =
                Ciphertext.parse(wrapped).orElseThrow(() -> altered(new IOException("not a ciphertext of Transit")));
        VaultRequest request = VaultRequest.post(path.decrypt(), body("ciphertext", ciphertext.bytes(), binding));
        VaultAnswer answer = access.send(request, deadline);
        if (answer.status() == BAD_REQUEST) {
            requireVersion(ciphertext, usable(deadline), answer);
            throw altered(answer.refusal());
        }
        try {
            require(answer, request, deadline);
            return answer.plaintext().orElseThrow(() -> faults.strange(request));
        } finally {
            answer.wipe();
        }
    }

    /** JSON whose values need no escapes; in an array, which can be wiped. */
    private static byte[] body(String member, byte[] value, Binding binding) {
        byte[] head = ("{\"" + member + "\":\"").getBytes(US_ASCII);
        byte[] tail = ("\",\"associated_data\":\"" + Base64.getEncoder().encodeToString(binding.bytes()) + "\"}")
                .getBytes(US_ASCII);
        byte[] body = ByteBuffer.allocate(head.length + value.length + tail.length)
                .put(head)
                .put(value)
                .put(tail)
                .array();
        Arrays.fill(value, (byte) 0);
        return body;
    }

    /** A refusal says why in words only, so the key's state is asked; what that leaves unsaid is the server's fault. */
    private void require(VaultAnswer answer, VaultRequest request, Deadline deadline) throws RootProviderException {
        if (answer.succeeded()) {
            return;
        }
        if (answer.status() == BAD_REQUEST) {
            usable(deadline);
        }
        throw faults.of(answer, request);
    }

    /** The key's state, if it can wrap and unwrap. */
    private KeyState usable(Deadline deadline) throws RootProviderException {
        VaultRequest request = VaultRequest.get(path.keys());
        VaultAnswer answer = access.send(request, deadline);
        if (answer.status() == NOT_FOUND && !answer.explains()) {
            throw faults.refusal(
                    Reason.KEY_NOT_FOUND,
                    "has no key " + path + " in " + faults.namespace() + "; make it there (bao write -f " + path.keys()
                            + "), or name another",
                    answer);
        }
        if (!answer.succeeded()) {
            throw faults.of(answer, request);
        }
        KeyState state = KeyState.of(answer).orElseThrow(() -> faults.strange(request));
        requireUsable(state);
        return state;
    }

    private void requireUsable(KeyState state) throws RootProviderException {
        Optional<String> unfit = state.unfit();
        if (unfit.isPresent()) {
            throw faults.fault(Reason.WRONG_KEY_TYPE, "has a key " + path + " that " + unfit.get());
        }
        if (state.disabled()) {
            throw faults.fault(
                    Reason.KEY_DISABLED,
                    "has a key " + path + " that was softly deleted; restore it (bao write -f " + path.keys()
                            + "/soft-delete-restore)");
        }
    }

    private void requireVersion(Ciphertext ciphertext, KeyState state, VaultAnswer answer)
            throws RootProviderException {
        String which = "has a key " + path + " whose version " + ciphertext.version();
        if (ciphertext.version() < state.kept()) {
            throw faults.refusal(
                    Reason.KEY_NOT_FOUND, which + " was removed for good, as min_available_version says", answer);
        }
        if (ciphertext.version() < state.oldest()) {
            throw faults.refusal(
                    Reason.KEY_DISABLED,
                    which
                            + " was switched off; it opens this again if min_decryption_version is lowered to it (bao write "
                            + path.keys() + "/config min_decryption_version=" + ciphertext.version() + ")",
                    answer);
        }
    }

    private RootProviderException altered(IOException cause) {
        return new RootProviderException(
                Reason.ALTERED,
                "The key " + path + " of root provider " + faults.provider()
                        + " does not open this: another key or binding wrapped it, or it was altered.",
                cause);
    }

    @Override
    public String toString() {
        return id;
    }
}
