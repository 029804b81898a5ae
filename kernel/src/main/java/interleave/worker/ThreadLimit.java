package interleave.worker;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a cell start only so many platform threads. Each is a thread of the operating system, of
 * which a machine has some ten thousand: a loop that starts more takes everything else on it down
 * too. Virtual threads are objects on the heap, and bounded by it.
 *
 * <p>The way is a call that is woven into {@code Thread.start}, as neither a thread group nor a
 * factory sees all threads that a program starts. What it calls has to live beside {@code Thread},
 * in {@code java.base}, which knows no class of ours; so a class with one field is put there, and
 * the field is ours.
 */
final class ThreadLimit {
  /** How the message begins. */
  static final String REACHED = "cannot start another platform thread: ";

  /** System property with the limit that the server set. */
  private static final String PROPERTY = "interleave.threads";

  private static final ClassDesc GATE = ClassDesc.of("java.lang.ThreadStartGate");
  private static final ClassDesc CONSUMER = ClassDesc.of("java.util.function.Consumer");
  private static final String FIELD = "check";
  private static final String METHOD = "pass";
  private static final MethodTypeDesc PASS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.lang.Thread"));
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  private final int most;
  private final ThreadGroup all;

  // How many more may be started before somebody has to count: counting looks at every thread.
  private final AtomicInteger unknown = new AtomicInteger();

  private ThreadLimit(int most) {
    this.most = most;
    this.all = root(Thread.currentThread().getThreadGroup());
  }

  static void install() {
    int most = Integer.getInteger(PROPERTY, 0);
    if (most > 0) {
      try {
        var limit = new ThreadLimit(most);
        Consumer<Thread> check = limit::check;
        Threads.open(Agent.instrumentation());
        gate().getField(FIELD).set(null, check);
        weave(Agent.instrumentation());
      } catch (Exception e) {
        throw new IllegalStateException("this JVM does not let threads be counted", e);
      }
    }
  }

  /** Called by the thread that is about to start another. */
  private void check(Thread starting) {
    if (Owners.isOfACell()
        && !starting.getClass().getName().equals(CARRIER)
        && unknown.decrementAndGet() < 0) {
      count();
    }
  }

  private synchronized void count() {
    int alive = all.activeCount();
    if (alive >= most) {
      throw new OutOfMemoryError(
          REACHED
              + alive
              + " are alive, and the limit for a notebook is "
              + most
              + " (--worker-threads). Virtual threads have no such limit: Thread.startVirtualThread(…)");
    }
    // Half of what is left, since some of those already let through may not be alive yet.
    unknown.set((most - alive) / 2);
  }

  private static ThreadGroup root(@Nullable ThreadGroup group) {
    ThreadGroup found = group;
    while (found != null && found.getParent() != null) {
      found = found.getParent();
    }
    if (found == null) {
      throw new IllegalStateException("a thread that runs has a group");
    }
    return found;
  }

  private static Class<?> gate() throws IllegalAccessException {
    byte[] bytes =
        ClassFile.of()
            .build(
                GATE,
                type ->
                    type.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL)
                        .withField(
                            FIELD,
                            CONSUMER,
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_VOLATILE)
                        .withMethodBody(METHOD, PASS, ClassFile.ACC_STATIC, ThreadLimit::pass));
    return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup()).defineClass(bytes);
  }

  private static void pass(CodeBuilder code) {
    code.getstatic(GATE, FIELD, CONSUMER)
        .aload(0)
        .invokeinterface(
            CONSUMER, "accept", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object))
        .return_();
  }

  private static void weave(Instrumentation instrumentation) throws Exception {
    var weaver = new Weaving();
    // It stays registered: whoever else has the class woven again begins with the JDK's.
    instrumentation.addTransformer(weaver, true);
    instrumentation.retransformClasses(Thread.class);
  }

  private static final class Weaving implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        Class<?> type,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      if (type != Thread.class) {
        return null;
      }
      var files = ClassFile.of();
      return files.transformClass(
          files.parse(bytes),
          ClassTransform.transformingMethodBodies(
              ThreadLimit::startsAThread, CodeTransform.ofStateful(Entry::new)));
    }
  }

  private static boolean startsAThread(MethodModel method) {
    return method.methodName().equalsString("start")
        && method.methodType().stringValue().endsWith(")V");
  }

  private static final class Entry implements CodeTransform {
    @Override
    public void atStart(CodeBuilder to) {
      to.aload(0).invokestatic(GATE, METHOD, PASS);
    }

    @Override
    public void accept(CodeBuilder to, CodeElement element) {
      to.with(element);
    }
  }
}
