package jp.yagura.command.kernel.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;

/** Broken constraints of Bean Validation as faults in both languages. */
final class Constraints {

  private Constraints() {}

  static List<Problem.Fault> faults(ConstraintViolationException broken) {
    return broken.getConstraintViolations().stream().map(Constraints::fault).toList();
  }

  private static Problem.Fault fault(ConstraintViolation<?> violation) {
    return new Problem.Fault(field(violation.getPropertyPath()), wording(violation));
  }

  /** The path within the body: what stands before it are names of our methods. */
  private static String field(Path path) {
    var name = new StringBuilder();
    for (Iterator<Path.Node> nodes = path.iterator(); nodes.hasNext(); ) {
      Path.Node node = nodes.next();
      switch (node.getKind()) {
        case METHOD, CONSTRUCTOR, CROSS_PARAMETER, RETURN_VALUE -> {}
        case PARAMETER -> {
          if (!nodes.hasNext()) {
            name.append(node.getName());
          }
        }
        default -> {
          if (node.getIndex() != null) {
            name.append('[').append(node.getIndex()).append(']');
          }
          if (node.getName() != null) {
            name.append(name.isEmpty() ? "" : ".").append(node.getName());
          }
        }
      }
    }
    return name.toString();
  }

  /** A message written {@code 日本語 | English} is taken as it is. */
  private static Wording wording(ConstraintViolation<?> violation) {
    String message = violation.getMessage();
    int bar = message.indexOf(" | ");
    if (bar >= 0) {
      return new Wording(message.substring(0, bar), message.substring(bar + 3));
    }
    Annotation constraint =
        violation.getConstraintDescriptor() == null
            ? null
            : violation.getConstraintDescriptor().getAnnotation();
    String ja =
        switch (constraint) {
          case NotBlank _, NotEmpty _, NotNull _ -> "入力してください。";
          case Size size when size.max() == Integer.MAX_VALUE -> size.min() + "文字以上にしてください。";
          case Size size when size.min() == 0 -> size.max() + "文字以内にしてください。";
          case Size size -> size.min() + "文字から" + size.max() + "文字までにしてください。";
          case Min min -> min.value() + "以上にしてください。";
          case Max max -> max.value() + "以下にしてください。";
          case null, default -> "正しくありません。(" + message + ")";
        };
    return new Wording(ja, message);
  }
}
