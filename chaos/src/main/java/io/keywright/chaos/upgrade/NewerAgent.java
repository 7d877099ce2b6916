package io.keywright.chaos.upgrade;

import io.keywright.chaos.agent.Transformer;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Runs within a server, whose store it gives one step more: a table that nothing uses. */
public final class NewerAgent {

    private static final String STEPS = "io/keywright/store/schema/SchemaSteps";
    private static final String NAME = "Newer.sql";
    private static final String SCRIPT = "CREATE TABLE newer (id INTEGER PRIMARY KEY) STRICT;";

    private NewerAgent() {}

    /**
     * Begins with the server that it is in.
     *
     * @param newer name of a {@link Newer}
     */
    public static void premain(String newer, Instrumentation jvm) {
        boolean suffers = Newer.valueOf(newer) == Newer.BESIDE_OLDER;
        jvm.addTransformer(
                new Transformer("the step is missing", (name, classFile) -> changed(name, classFile, suffers)));
    }

    private static byte @Nullable [] changed(String className, byte[] classFile, boolean suffersOlder) {
        if (!className.equals(STEPS)) {
            return null;
        }
        byte[] withStep = with(classFile, ConstantDescs.CLASS_INIT_NAME, constants(suffersOlder));
        return with(withStep, "read", new KnownScript());
    }

    private static byte[] with(byte[] classFile, String method, CodeTransform change) {
        return ClassFile.of()
                .transformClass(
                        ClassFile.of().parse(classFile),
                        ClassTransform.transformingMethodBodies(
                                found -> found.methodName().equalsString(method), change));
    }

    /** {@code ALL} has one step more; {@code OLDEST} is that of before, if older nodes are suffered. */
    private static CodeTransform constants(boolean suffersOlder) {
        return (code, element) -> {
            if (element instanceof FieldInstruction field) {
                if (field.name().equalsString("ALL") && field.opcode() == Opcode.PUTSTATIC) {
                    addStep(code);
                } else if (field.name().equalsString("OLDEST") && suffersOlder) {
                    code.iconst_1().isub();
                }
            }
            code.with(element);
        };
    }

    /** In the place of the list that was made, one with a step more. */
    private static void addStep(CodeBuilder code) {
        ClassDesc list = ClassDesc.of("java.util.ArrayList");
        ClassDesc collection = ClassDesc.of("java.util.Collection");
        code.new_(list)
                .dup_x1()
                .swap()
                .invokespecial(list, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, collection))
                .dup()
                .loadConstant(NAME)
                .invokevirtual(list, "add", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object))
                .pop();
    }

    /** {@code if (NAME.equals(name)) return SCRIPT;} before all else. */
    static final class KnownScript implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            code.loadConstant(NAME)
                    .aload(1)
                    .invokevirtual(
                            ConstantDescs.CD_String,
                            "equals",
                            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object))
                    .ifThen(known -> known.loadConstant(SCRIPT).areturn());
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
