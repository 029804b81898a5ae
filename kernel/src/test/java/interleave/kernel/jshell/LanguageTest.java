package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.Kernel;
import interleave.kernel.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Java as learners write it survives the weaving of stop checks and line numbers. */
class LanguageTest extends KernelSpec {

  @Nested
  class Woven {
    @Test
    void loopsAndHandlersOverTypesOfTheCell() {
      assertValue(
          """
          sealed interface Shape permits Circle, Square {}
          record Circle(double r) implements Shape {}
          record Square(double s) implements Shape {}
          class TooBig extends Exception { final Shape shape; TooBig(Shape shape) { this.shape = shape; } }
          double area(Shape shape) throws TooBig {
            double area = switch (shape) {
              case Circle(double r) when r > 100 -> throw new TooBig(shape);
              case Circle c -> 3 * c.r() * c.r();
              case Square(var s) -> s * s;
            };
            return area;
          }
          String sum(List<? extends Shape> shapes) {
            Shape last = null;
            double sum = 0;
            for (Shape next : shapes) {
              try {
                sum += area(next);
                last = next instanceof Circle ? new Square(1) : new Circle(1);
              } catch (TooBig e) {
                last = e.shape;
                continue;
              } finally {
                sum += 1;
              }
            }
            return sum + " " + last;
          }
          sum(List.of(new Circle(1), new Square(2), new Circle(1000)))
          """,
          "10.0 Circle[r=1000.0]");
    }

    @Test
    void branchesThatMeetWithDifferentTypesOfTheCell() {
      assertValue(
          """
          class Animal { String name() { return "animal"; } }
          class Cat extends Animal { String name() { return "cat"; } }
          class Dog extends Animal { String name() { return "dog"; } }
          String pick(int n) {
            var animals = new ArrayList<String>();
            for (int i = 0; i < n; i++) {
              var animal = i % 2 == 0 ? new Cat() : new Dog();
              while (animal instanceof Cat) { animals.add(animal.name()); animal = new Animal(); }
              animals.add(animal.name());
            }
            return animals.toString();
          }
          pick(2)
          """,
          "[cat, animal, dog]");
    }

    @Test
    void constructorsThatComputeBeforeSuper() {
      assertValue(
          """
          class Base { final int n; Base(int n) { this.n = n; } }
          class Derived extends Base {
            Derived(int n) {
              int sum = 0;
              for (int i = 0; i < n; i++) sum += i;
              super(sum);
            }
          }
          new Derived(4).n
          """,
          "6");
    }

    @Test
    void synchronizedBlocksAndNestedClasses() {
      assertValue(
          """
          class Counter {
            private int n;
            void add() { synchronized (this) { n++; } }
            class View { int get() { synchronized (Counter.this) { return n; } } }
          }
          var counter = new Counter();
          try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) executor.submit(counter::add);
          }
          counter.new View().get()
          """,
          "1000");
    }

    @Test
    void enumsInterfacesWithMethodsAndGenerics() {
      assertValue(
          """
          interface Greeting { default String hi() { return "hi " + name(); } String name(); static int two() { return 2; } }
          enum Person implements Greeting { ANNA, BERT { public String hi() { return "hey"; } } }
          <T> List<T> twice(T t) { var list = new ArrayList<T>(); for (int i = 0; i < Greeting.two(); i++) list.add(t); return list; }
          twice(Person.ANNA.hi() + Person.BERT.hi())
          """,
          "[hi ANNAhey, hi ANNAhey]");
    }
  }

  @Nested
  class Ready {
    @Test
    void areThePreviewFeatures() {
      assertValue(
          """
          try (var scope = StructuredTaskScope.open()) {
            var a = scope.fork(() -> 20);
            var b = scope.fork(() -> 22);
            scope.join();
            IO.println(a.get() + b.get());
          }
          ScopedValue.where(ScopedValue.newInstance(), 1).call(() -> 5)
          """,
          "5");
    }

    @Test
    void areTheUsualImportsAndTheLab() {
      assertValue(
          "var urls = slowUrls(3, ofMillis(1));\nfetchAll(urls).size() + new AtomicInteger(1).get()",
          "4");
    }

    @Test
    void areLocksThatOneCellTakesAndAnotherGivesBack() {
      assertCompletes("var lock = new ReentrantLock();\nlock.lock();");
      assertValue("lock.unlock();\nlock.isLocked()", "false");
    }

    /** On a worker of its own: such a variable hides the packages of that name, as in Java. */
    @Test
    void areVariablesNamedLikePackages() {
      var seen = new Transcript();
      try (Kernel fresh = KERNELS.start(seen)) {
        start(fresh, "names", "int java = 1;\nint io = 2;\nint interleave = 3;").join();
        assertThat(start(fresh, "uses", "IO.println(java);\nio + interleave").join())
            .isEqualTo(new Outcome.Completed(MimeBundle.text("5")));
        assertThat(seen.text("uses")).isEqualTo("1\n");
      }
    }

    @Test
    void isTheThreadNamedAfterTheCell() {
      run("who", "var name = Thread.currentThread().getName();");
      assertValue("name", "cell who");
    }
  }
}
