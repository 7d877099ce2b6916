package io.keywright.cli.demo;

import io.keywright.cli.demo.DemoTenant.Signed;
import io.keywright.cli.demo.DemoTenant.TenantKey;
import io.keywright.cli.kms.KmsRefusal;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;

/** Rotates a key and shows what the old one may still do. */
final class RotateKey {

    private final Steps steps;
    private final DemoTenant tenant;

    RotateKey(Steps steps, DemoTenant tenant) {
        this.steps = steps;
        this.tenant = tenant;
    }

    /** @param earlier a signature of {@code data} by {@code key}, from before */
    void rotate(TenantKey key, byte[] data, Signed earlier) {
        steps.section("Rotate the " + key.type() + " key");
        steps.step("a new key takes over", () -> tenant.rotate(key), id -> id);
        steps.run(
                "the old signature still verifies",
                () -> Steps.expect(tenant.verify(key, data, earlier), "the old signature does not verify any more"));
        steps.step("signing with the old key is refused", () -> refusal(key, data), RotateKey::describe);
    }

    private KmsRefusal refusal(TenantKey key, byte[] data) throws IOException, InterruptedException {
        try {
            tenant.sign(key, data);
        } catch (KmsRefusal refusal) {
            Steps.expect(
                    refusal.code().equals("KEY_INACTIVE")
                            && refusal.detail("key_state").equals("pending_rotation"),
                    "refused, but for another reason: " + refusal.getMessage());
            return refusal;
        }
        throw CommandFailed.because("the old key has signed");
    }

    private static String describe(KmsRefusal refusal) {
        return "%d %s".formatted(refusal.status(), refusal.code());
    }
}
