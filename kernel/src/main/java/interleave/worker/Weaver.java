package interleave.worker;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.attribute.LineNumberTableAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicCallSiteDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rewrites the classes of cells on their way in: adds the {@link StopCheck}, and gives them the
 * cell's name and the cell's line numbers, so that every stack trace, printed by whomever, speaks
 * of cells.
 */
final class Weaver {
  private static final DynamicCallSiteDesc STOP_CHECK =
      DynamicCallSiteDesc.of(
          ConstantDescs.ofCallsiteBootstrap(
              ClassDesc.of(StopCheck.class.getName()), "bootstrap", ConstantDescs.CD_CallSite),
          "stopCheck",
          ConstantDescs.MTD_void);

  private final ClassFile classFiles;
  private final Map<String, Integer> wrapperLines = new ConcurrentHashMap<>();

  /**
   * @param hierarchy knows the classes of cells that are not loaded yet: where two branches meet,
   *     the verifier wants their common supertype
   */
  Weaver(ClassHierarchyResolver hierarchy) {
    classFiles =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                hierarchy.orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /**
   * Notes where the wrapper class begins, if this is one; to be called for all classes of a batch
   * before weaving one.
   */
  void calibrate(CellClass cellClass) {
    if (cellClass.name().equals(cellClass.wrapper())) {
      firstLine(classFiles.parse(cellClass.bytes()))
          .ifPresent(line -> wrapperLines.put(cellClass.name(), line));
    }
  }

  byte[] weave(CellClass cellClass) {
    Origin origin = cellClass.origin();
    int wrapperLine = wrapperLines.getOrDefault(cellClass.wrapper(), 0);
    ClassTransform names =
        ClassTransform.dropping(SourceFileAttribute.class::isInstance)
            .andThen(
                ClassTransform.endHandler(to -> to.with(SourceFileAttribute.of(origin.file()))));
    ClassTransform code =
        ClassTransform.transformingMethodBodies(
            CodeTransform.ofStateful(() -> new Weaving(origin, wrapperLine)));
    return classFiles.transformClass(
        classFiles.parse(cellClass.bytes()), references(cellClass).andThen(code).andThen(names));
  }

  // Not in the learner's own classes: Java redefines them in place only as long as they have the
  // same methods.
  private static ClassTransform references(CellClass cellClass) {
    return cellClass.name().equals(cellClass.wrapper())
        ? MethodReferences.of(ClassDesc.of(cellClass.name()))
        : ClassTransform.ACCEPT_ALL;
  }

  // javac gives a default constructor the line of its class declaration. How many imports stand
  // above it differs from one
  // compilation to the next, so this is the only fixed point.
  private static java.util.OptionalInt firstLine(ClassModel wrapper) {
    return wrapper.methods().stream()
        .filter(method -> method.methodName().equalsString(ConstantDescs.INIT_NAME))
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()).stream())
        .map(LineNumberTableAttribute::lineNumbers)
        .flatMapToInt(lines -> lines.stream().mapToInt(LineNumberInfo::lineNumber))
        .min();
  }

  private static final class Weaving implements CodeTransform {
    private final Origin origin;
    private final int wrapperLine;
    private final Set<Label> behind = new HashSet<>();

    Weaving(Origin origin, int wrapperLine) {
      this.origin = origin;
      this.wrapperLine = wrapperLine;
    }

    @Override
    public void atStart(CodeBuilder to) {
      to.invokedynamic(STOP_CHECK);
    }

    @Override
    public void accept(CodeBuilder to, CodeElement element) {
      switch (element) {
        case LabelTarget target -> behind.add(target.label());
        case BranchInstruction branch when behind.contains(branch.target()) ->
            to.invokedynamic(STOP_CHECK);
        case LineNumber number -> {
          to.lineNumber(origin.line(number.line() - wrapperLine));
          return;
        }
        default -> {}
      }
      to.with(element);
    }
  }
}
