package interleave.worker;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns {@code IO::println} into {@code x -> IO.println(x)}, of the same line. They do the same,
 * but the code of a lambda is the cell's own, and stands on the stack of whichever thread calls it.
 * A method reference that the common pool calls would leave no trace of the cell that it is from.
 */
final class MethodReferences implements ClassTransform {
  private static final ClassDesc METAFACTORY = ClassDesc.of("java.lang.invoke.LambdaMetafactory");

  /** Higher than what javac counts to. */
  private static final int FIRST_NUMBER = 100_000;

  private final ClassDesc owner;
  private final List<Bridge> bridges = new ArrayList<>();

  private record Bridge(String name, MethodTypeDesc type, DirectMethodHandleDesc to, int line) {}

  private MethodReferences(ClassDesc owner) {
    this.owner = owner;
  }

  /** For a class that is no interface. */
  static ClassTransform of(ClassDesc owner) {
    return ClassTransform.ofStateful(() -> new MethodReferences(owner));
  }

  @Override
  public void accept(ClassBuilder to, ClassElement element) {
    if (element instanceof MethodModel method && method.code().isPresent()) {
      String name = method.methodName().stringValue();
      to.transformMethod(method, MethodTransform.transformingCode(new Bodies(name)));
    } else {
      to.with(element);
    }
  }

  @Override
  public void atEnd(ClassBuilder to) {
    for (Bridge bridge : bridges) {
      to.withMethodBody(
          bridge.name(),
          bridge.type(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          code -> call(bridge, code));
    }
  }

  private static void call(Bridge bridge, CodeBuilder code) {
    if (bridge.line() > 0) {
      code.lineNumber(bridge.line());
    }
    for (int i = 0; i < bridge.type().parameterCount(); i++) {
      code.loadLocal(TypeKind.from(bridge.type().parameterType(i)), code.parameterSlot(i));
    }
    DirectMethodHandleDesc to = bridge.to();
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(to.lookupDescriptor());
    boolean inInterface = to.isOwnerInterface();
    if (takesReceiver(to)) {
      if (inInterface) {
        code.invokeinterface(to.owner(), to.methodName(), type);
      } else {
        code.invokevirtual(to.owner(), to.methodName(), type);
      }
    } else {
      code.invokestatic(to.owner(), to.methodName(), type, inInterface);
    }
    code.return_(TypeKind.from(bridge.type().returnType()));
  }

  private static boolean takesReceiver(DirectMethodHandleDesc to) {
    return switch (to.kind()) {
      case VIRTUAL, INTERFACE_VIRTUAL -> true;
      default -> false;
    };
  }

  private final class Bodies implements CodeTransform {
    private final String method;
    private int line;

    Bodies(String method) {
      this.method =
          switch (method) {
            case ConstantDescs.INIT_NAME -> "new";
            case ConstantDescs.CLASS_INIT_NAME -> "static";
            default -> method;
          };
    }

    @Override
    public void accept(CodeBuilder to, CodeElement element) {
      if (element instanceof LineNumber number) {
        line = number.line();
      }
      if (element instanceof InvokeDynamicInstruction dynamic && isReference(dynamic)) {
        to.invokedynamic(bridged(dynamic));
      } else {
        to.with(element);
      }
    }

    private boolean isReference(InvokeDynamicInstruction dynamic) {
      DirectMethodHandleDesc factory = dynamic.bootstrapMethod();
      return factory.owner().equals(METAFACTORY)
          && factory.methodName().equals("metafactory")
          && dynamic.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc to
          && !to.owner().equals(owner)
          && !to.owner().equals(ConstantDescs.CD_MethodHandle)
          && !to.owner().equals(ConstantDescs.CD_VarHandle)
          && switch (to.kind()) {
            case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL -> true;
            default -> false; // what javac itself makes a lambda of, and constructors
          };
    }

    private DynamicCallSiteDesc bridged(InvokeDynamicInstruction dynamic) {
      var to = (DirectMethodHandleDesc) dynamic.bootstrapArgs().get(1);
      MethodTypeDesc type = to.invocationType();
      // Java wants a captured receiver to have the very type of the first parameter.
      if (takesReceiver(to) && dynamic.typeSymbol().parameterCount() > 0) {
        type = type.changeParameterType(0, dynamic.typeSymbol().parameterType(0));
      }
      String name = "lambda$" + method + "$" + (FIRST_NUMBER + bridges.size());
      bridges.add(new Bridge(name, type, to, line));
      var arguments = new ArrayList<ConstantDesc>(dynamic.bootstrapArgs());
      arguments.set(
          1, MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, owner, name, type));
      return DynamicCallSiteDesc.of(
          dynamic.bootstrapMethod(),
          dynamic.name().stringValue(),
          dynamic.typeSymbol(),
          arguments.toArray(ConstantDesc[]::new));
    }
  }
}
