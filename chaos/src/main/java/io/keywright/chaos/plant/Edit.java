package io.keywright.chaos.plant;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;

/**
 * Another body for a method, and for all of its name.
 *
 * @param className as source code has it
 */
record Edit(String className, String method, Body body) {

    /** Whether it is about the class of that name in JVM form. */
    boolean concerns(String binaryName) {
        return className.replace('.', '/').equals(binaryName);
    }

    /**
     * The class with it.
     *
     * @throws IllegalStateException if there is no such method
     */
    byte[] applied(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        if (model.methods().stream().noneMatch(this::concerns)) {
            throw new IllegalStateException(className + " has no method " + method + " any more: mend PlantedBug");
        }
        return ClassFile.of().transformClass(model, (builder, element) -> {
            if (element instanceof MethodModel found && concerns(found)) {
                builder.withMethodBody(
                        found.methodName(), found.methodType(), found.flags().flagsMask(), body::write);
            } else {
                builder.with(element);
            }
        });
    }

    private boolean concerns(MethodModel found) {
        return found.methodName().equalsString(method);
    }
}
