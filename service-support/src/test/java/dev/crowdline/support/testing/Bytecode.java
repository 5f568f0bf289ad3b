package dev.crowdline.support.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.util.Objects;

/** Classes as they are compiled. */
final class Bytecode {
  private Bytecode() {}

  static ClassModel of(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file), file)) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Class<?> named(ClassDesc type) {
    String descriptor = type.descriptorString();
    String name =
        type.isClassOrInterface()
            ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
            : descriptor.replace('/', '.');
    try {
      return Class.forName(name, false, Bytecode.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }
}
