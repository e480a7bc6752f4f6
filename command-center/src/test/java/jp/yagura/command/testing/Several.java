package jp.yagura.command.testing;

import io.micronaut.context.BeanProvider;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Beans of one kind that a test has made itself. */
public record Several<T>(List<T> all) implements BeanProvider<T> {

  @Override
  public T get() {
    return all.stream().findFirst().orElseThrow(NoSuchElementException::new);
  }

  @Override
  public Iterator<T> iterator() {
    return all.iterator();
  }
}
