package io.keywright.chaos.plant;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/** What a method does instead of what it was written for. One class alone, so that it is easily put into a server. */
enum Body {
    /** Returns at once. */
    NOTHING(CodeBuilder::return_),
    /** Says true, or one. */
    YES(code -> code.iconst_1().ireturn()),
    /** Says false, or zero. */
    NO(code -> code.iconst_0().ireturn()),
    /** Gives a query that reads the row by which writers are ordered, and does not lock it. */
    NO_LOCK(code -> code.loadConstant("SELECT version, oldest FROM store_header WHERE id = 1")
            .areturn()),
    /** Gives a future that has completed. */
    DONE(code -> code.aconst_null()
            .invokestatic(future(), "completedFuture", MethodTypeDesc.of(future(), ConstantDescs.CD_Object))
            .areturn());

    private final Consumer<CodeBuilder> instructions;

    Body(Consumer<CodeBuilder> instructions) {
        this.instructions = instructions;
    }

    private static ClassDesc future() {
        return ClassDesc.of("java.util.concurrent.CompletableFuture");
    }

    void write(CodeBuilder code) {
        instructions.accept(code);
    }
}
