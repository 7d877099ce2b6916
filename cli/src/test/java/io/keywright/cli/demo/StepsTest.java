package io.keywright.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.cli.CapturedTerminal;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StepsTest {

    private final CapturedTerminal screen = new CapturedTerminal();
    private final Steps steps = new Steps(screen.terminal());

    @Test
    void aStepThatWentWellIsTickedWithItsFindingAndItsTime() {
        int result = steps.step("count", () -> 41 + 1, "found %d"::formatted);

        assertThat(result).isEqualTo(42);
        assertThat(screen.output()).matches("  ✓ count  found 42 +\\d+ ms\\R");
    }

    @Test
    void aStepThatFailsIsCrossedAndEndsTheDemoNamingIt() {
        assertThatThrownBy(() -> steps.run("reach the moon", () -> {
                    throw new IOException("too far");
                }))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("The demo failed at \"reach the moon\": too far");
        assertThat(screen.output()).isEqualTo("  ✗ reach the moon\n");
    }

    @Test
    void anExpectationThatDoesNotHoldFailsItsStep() {
        assertThatThrownBy(() -> steps.run("compare", () -> Steps.expect(false, "they differ")))
                .hasMessageContaining("compare")
                .hasMessageContaining("they differ");
    }

    @Test
    void allLinesEndAtTheSameColumn() {
        steps.step("short", () -> "x", it -> it);
        steps.step("a somewhat longer text", () -> "with a longer finding", it -> it);

        assertThat(screen.output().lines().map(String::length).distinct()).hasSize(1);
    }
}
