package interleave.worker;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of the JDK in which threads wait, so that each tells when it begins and when
 * it goes on. No public API knows that of virtual threads: JFR has no event for their locks, parks
 * and reads.
 *
 * <p>The JDK cannot see our classes. So one class is made for it, in its own package, with one
 * field that holds a listener; woven code does nothing but call it. Virtual threads are heard where
 * the current thread is their carrier, before they are mounted and after they are unmounted: a
 * listener that waited there for a moment, for a class to be loaded say, would not stop them for
 * ever.
 */
final class JdkHooks implements ClassFileTransformer {
  private static final ClassDesc HOLDER = ClassDesc.of("java.lang.InterleaveSwitches");
  private static final String LISTENER = "listener";
  private static final ClassDesc CONSUMER = ClassDesc.of(ObjIntConsumer.class.getName());
  private static final MethodTypeDesc ACCEPT = MethodTypeDesc.of(CD_void, CD_Object, CD_int);
  private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
  private static final ClassDesc VIRTUAL = ClassDesc.of("java.lang.VirtualThread");

  /** How to weave one method, or null. */
  private interface Plan {
    @Nullable CodeTransform of(String method, String type);
  }

  private static final Map<String, Plan> PLANS =
      Map.of(
          "java/lang/VirtualThread",
          JdkHooks::virtualThread,
          "sun/nio/ch/Poller",
          in("poll", () -> new Entry(Switch.WILL_READ)),
          "java/lang/Thread",
          JdkHooks::thread,
          "java/lang/Object",
          in("wait", () -> new Around("wait0", Switch.WAIT)),
          "java/util/concurrent/locks/LockSupport",
          JdkHooks::lockSupport,
          "java/util/concurrent/ThreadPoolExecutor",
          in("runWorker", () -> new Around("getTask", Switch.ASK_FOR_WORK)),
          "java/util/concurrent/ForkJoinPool",
          in("deactivate", () -> new Around("awaitWork", Switch.ASK_FOR_WORK)),
          "sun/nio/ch/NioSocketImpl",
          JdkHooks::socket,
          "sun/nio/ch/SocketChannelImpl",
          in("implRead", () -> new Around("read park", Switch.READ)));

  private final ClassFile classFiles = ClassFile.of();

  private JdkHooks() {}

  /**
   * From now on the listener hears of every thread.
   *
   * @throws ReflectiveOperationException if this JDK is not as we know it
   */
  static void install(Instrumentation instrumentation, ObjIntConsumer<Object> listener)
      throws ReflectiveOperationException {
    Threads.open(instrumentation);
    Class<?> holder =
        MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup()).defineClass(holder());
    holder.getField(LISTENER).set(null, listener);
    var hooks = new JdkHooks();
    instrumentation.addTransformer(hooks, true);
    try {
      for (String name : PLANS.keySet()) {
        instrumentation.retransformClasses(Class.forName(name.replace('/', '.'), false, null));
      }
      // It stays registered: whoever else has one of these classes woven again begins with the
      // JDK's.
    } catch (UnmodifiableClassException | LinkageError e) {
      instrumentation.removeTransformer(hooks);
      throw new ReflectiveOperationException("a class of this JDK cannot be woven: " + e, e);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    Plan plan = redefined == null ? null : PLANS.get(className);
    return plan == null
        ? null
        : classFiles.transformClass(
            classFiles.parse(bytes),
            (to, element) -> {
              CodeTransform weaving =
                  element instanceof MethodModel method ? of(plan, method) : null;
              if (weaving != null) {
                to.transformMethod(
                    (MethodModel) element, MethodTransform.transformingCode(weaving));
              } else {
                to.with(element);
              }
            });
  }

  private static @Nullable CodeTransform of(Plan plan, MethodModel method) {
    return plan.of(method.methodName().stringValue(), method.methodType().stringValue());
  }

  private static Plan in(String wanted, Supplier<CodeTransform> weaving) {
    return (method, _) -> method.equals(wanted) ? weaving.get() : null;
  }

  private static @Nullable CodeTransform virtualThread(String method, String type) {
    return switch (method) {
      case "runContinuation" -> new Mounting();
      case "externalSubmitRunContinuationOrThrow" -> new Entry(Switch.START);
      case "externalSubmitRunContinuation", "lazySubmitRunContinuation" -> new Entry(Switch.READY);
      // The other one of this name calls this one.
      case "submitRunContinuation" -> type.equals("()V") ? null : new Entry(Switch.READY);
      case "parkOnCarrierThread" -> new Around("park", Switch.PINNED);
      case "sleepNanos" -> new Entry(Switch.WILL_SLEEP);
      default -> null;
    };
  }

  private static @Nullable CodeTransform thread(String method, String ignored) {
    return switch (method) {
      case "sleepNanos" -> new Around("sleepNanos0", Switch.SLEEP);
      case "start" -> new Before("start0", Switch.BEGIN);
      case "exit" -> new Entry(Switch.END);
      default -> null;
    };
  }

  private static @Nullable CodeTransform lockSupport(String method, String ignored) {
    return switch (method) {
      case "park" -> new Around("park", Switch.PARK);
      case "parkNanos", "parkUntil" -> new Around("park", Switch.PARK_TIMED);
      default -> null;
    };
  }

  private static @Nullable CodeTransform socket(String method, String ignored) {
    return switch (method) {
      case "implRead", "accept" ->
          new Around("tryRead timedRead park accept timedAccept", Switch.READ);
      default -> null;
    };
  }

  /** {@code public final class InterleaveSwitches { public static ObjIntConsumer listener; }} */
  private static byte[] holder() {
    return ClassFile.of()
        .build(
            HOLDER,
            to ->
                to.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL)
                    .withField(
                        LISTENER,
                        CONSUMER,
                        field -> field.withFlags(AccessFlag.PUBLIC, AccessFlag.STATIC)));
  }

  private static void tell(CodeBuilder to, Consumer<CodeBuilder> subject, int code) {
    to.getstatic(HOLDER, LISTENER, CONSUMER);
    subject.accept(to);
    to.loadConstant(code);
    to.invokeinterface(CONSUMER, "accept", ACCEPT);
  }

  private static void self(CodeBuilder to) {
    to.aload(0);
  }

  private static void current(CodeBuilder to) {
    to.invokestatic(THREAD, "currentThread", MethodTypeDesc.of(THREAD));
  }

  /**
   * Tells of the thread whose method is entered; where the method is static, of the current one.
   */
  private record Entry(int code) implements CodeTransform {
    @Override
    public void atStart(CodeBuilder to) {
      tell(to, code == Switch.WILL_READ ? JdkHooks::current : JdkHooks::self, code);
    }

    @Override
    public void accept(CodeBuilder to, CodeElement element) {
      to.with(element);
    }
  }

  /** Tells of {@code this} before each call of a method. */
  private record Before(String called, int code) implements CodeTransform {
    @Override
    public void accept(CodeBuilder to, CodeElement element) {
      if (calls(element, Set.of(called))) {
        tell(to, JdkHooks::self, code);
      }
      to.with(element);
    }
  }

  /** Tells before {@code mount()}, and after {@code unmount()} with the state that it is in. */
  private static final class Mounting implements CodeTransform {
    @Override
    public void accept(CodeBuilder to, CodeElement element) {
      if (calls(element, Set.of("mount"))) {
        tell(to, JdkHooks::self, Switch.MOUNT);
      }
      to.with(element);
      if (calls(element, Set.of("unmount"))) {
        to.getstatic(HOLDER, LISTENER, CONSUMER);
        to.aload(0);
        to.aload(0).getfield(VIRTUAL, "state", CD_int);
        to.loadConstant(Switch.UNMOUNT).iadd();
        to.invokeinterface(CONSUMER, "accept", ACCEPT);
      }
    }
  }

  /** Tells before and after each call of the named methods, also if the call throws. */
  private static final class Around implements CodeTransform {
    private final Set<String> names;
    private final int before;
    private final int after;
    private final List<ExceptionCatch> outer = new ArrayList<>();

    Around(String names, int code) {
      this.names = Set.of(names.split(" "));
      this.before = code;
      this.after =
          switch (code) {
            case Switch.PINNED -> Switch.UNPINNED;
            case Switch.ASK_FOR_WORK -> Switch.HAS_WORK;
            default -> Switch.GO_ON;
          };
    }

    @Override
    public void accept(CodeBuilder to, CodeElement element) {
      if (element instanceof ExceptionCatch handler) {
        outer.add(handler); // ours come first: what is thrown goes to the first one that fits
      } else if (calls(element, names)) {
        around(to, element);
      } else {
        to.with(element);
      }
    }

    @Override
    public void atEnd(CodeBuilder to) {
      outer.forEach(to::with);
    }

    private void around(CodeBuilder to, CodeElement call) {
      Label begin = to.newLabel();
      Label end = to.newLabel();
      Label thrown = to.newLabel();
      Label done = to.newLabel();
      tell(to, JdkHooks::current, before);
      to.labelBinding(begin);
      to.with(call);
      to.labelBinding(end);
      tell(to, JdkHooks::current, after);
      to.goto_(done);
      to.exceptionCatchAll(begin, end, thrown);
      to.labelBinding(thrown);
      tell(to, JdkHooks::current, after);
      to.athrow();
      to.labelBinding(done);
    }
  }

  private static boolean calls(CodeElement element, Set<String> methods) {
    return element instanceof InvokeInstruction call && methods.contains(call.name().stringValue());
  }
}
