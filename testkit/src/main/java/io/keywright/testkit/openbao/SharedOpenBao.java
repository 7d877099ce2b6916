package io.keywright.testkit.openbao;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the one {@link OpenBao} of the whole run, as a parameter. Each class makes a mount of its own there, and
 * takes {@link #LOCK} to read, or to write if it seals the server. Where there is no OpenBao, the class is skipped.
 */
public final class SharedOpenBao implements ParameterResolver, ExecutionCondition {

    /** Who shares the server. */
    public static final String LOCK = "openbao";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return OpenBao.isInstalled()
                ? ConditionEvaluationResult.enabled("OpenBao is installed")
                : ConditionEvaluationResult.disabled(OpenBao.MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OpenBao.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(OpenBao.class, type -> start(), OpenBao.class);
    }

    private static OpenBao start() {
        try {
            return OpenBao.start(Files.createTempDirectory("openbao"));
        } catch (Exception e) {
            throw new ParameterResolutionException("OpenBao does not start", e);
        }
    }
}
