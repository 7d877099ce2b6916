package io.keywright.chaos.plant;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** What a method does instead of what it was written for. */
enum Body {
    /** Returns at once. */
    NOTHING {
        @Override
        void write(CodeBuilder code) {
            code.return_();
        }
    },
    /** Says true, or one. */
    YES {
        @Override
        void write(CodeBuilder code) {
            code.iconst_1().ireturn();
        }
    },
    /** Says false, or zero. */
    NO {
        @Override
        void write(CodeBuilder code) {
            code.iconst_0().ireturn();
        }
    },
    /** Gives a future that has completed. */
    DONE {
        @Override
        void write(CodeBuilder code) {
            code.aconst_null()
                    .invokestatic(FUTURE, "completedFuture", MethodTypeDesc.of(FUTURE, ConstantDescs.CD_Object))
                    .areturn();
        }
    };

    private static final ClassDesc FUTURE = ClassDesc.of("java.util.concurrent.CompletableFuture");

    abstract void write(CodeBuilder code);
}
