package interleave.proof;

import interleave.catalog.LessonException;
import interleave.catalog.Lessons;
import interleave.catalog.Mistake;
import interleave.kernel.KernelFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Proves the lessons of a folder, several at a time: they wait more than they compute. Those that
 * compute are measured, so what fails beside others is proved once more, alone.
 */
public final class LessonProofs {
  private final Lessons lessons;
  private final KernelFactory kernels;

  public LessonProofs(Lessons lessons, KernelFactory kernels) {
    this.lessons = lessons;
    this.kernels = kernels;
  }

  /**
   * One proof a lesson, in the order of the course.
   *
   * @param beginning of the lessons' names; empty for all
   */
  public List<Proof> prove(String beginning) throws InterruptedException {
    var proofs = new ArrayList<Proof>();
    for (var proof : proveTogether(lessons.ids().stream().filter(id -> id.startsWith(beginning)))) {
      proofs.add(proof.holds() ? proof : prove1(proof.lesson()));
    }
    return proofs;
  }

  private List<Proof> proveTogether(Stream<String> ids) throws InterruptedException {
    int atOnce = Math.max(2, Runtime.getRuntime().availableProcessors());
    try (var pool =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().name("proof ", 1).factory())) {
      var waiting = ids.map(id -> pool.submit((Callable<Proof>) () -> prove1(id))).toList();
      var proofs = new ArrayList<Proof>();
      for (var one : waiting) {
        proofs.add(one.get());
      }
      return proofs;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the proof itself failed", e.getCause());
    }
  }

  private Proof prove1(String id) {
    try {
      var lesson = lessons.find(id).orElseThrow();
      var proof = LessonProof.of(lesson, kernels);
      var rewritten = lessons.rewritten(id);
      if (rewritten.isEmpty()) {
        return proof;
      }
      var all = new ArrayList<Mistake>(proof.mistakes());
      all.addFirst(rewritten.get());
      return new Proof(id, all, proof.notes(), proof.cells(), proof.answers(), proof.took());
    } catch (LessonException e) {
      return new Proof(id, e.mistakes(), List.of(), 0, 0, Duration.ZERO);
    }
  }
}
