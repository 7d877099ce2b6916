package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {

    @Test
    void hasAFixedForm() {
        Binding binding = new Binding("t1", Environment.DEV, Plane.TENANT, "k", "key-material");
        assertThat(HexFormat.of().formatHex(binding.bytes()))
                .isEqualTo(
                        "000000146b65797772696768742d62696e64696e672d7631" // keywright-binding-v1
                                + "000000027431" // t1
                                + "00000003646576" // dev
                                + "0000000674656e616e74" // tenant
                                + "000000016b" // k
                                + "0000000c6b65792d6d6174657269616c"); // key-material
    }

    @Test
    void isThatOfItsScope() {
        Scope scope = new Scope("t1", Environment.PROD, Plane.SHARED);
        assertThat(Binding.of(scope, "k", "p")).isEqualTo(new Binding("t1", Environment.PROD, Plane.SHARED, "k", "p"));
    }

    @Property
    void differsInFormWhereItDiffers(@ForAll("bindings") Binding one, @ForAll("bindings") Binding other) {
        assertThat(java.util.Arrays.equals(one.bytes(), other.bytes())).isEqualTo(one.equals(other));
    }

    /** Few and short parts, so that equal bindings and equal concatenations come up often. */
    @Provide
    Arbitrary<Binding> bindings() {
        Arbitrary<String> part =
                Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(2);
        return Combinators.combine(part, Arbitraries.of(Environment.class), Arbitraries.of(Plane.class), part, part)
                .as(Binding::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "k\n", "schlüssel", "\ud800"})
    void takesVisibleAsciiOnly(String part) {
        assertThatThrownBy(() -> new Binding("t", Environment.DEV, Plane.TENANT, part, "p"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Binding("t", Environment.DEV, Plane.TENANT, "k", part))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Binding(part, Environment.DEV, Plane.TENANT, "k", "p"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
