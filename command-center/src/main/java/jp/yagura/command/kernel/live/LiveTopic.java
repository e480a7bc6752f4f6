package jp.yagura.command.kernel.live;

import java.util.List;

/** One question that pages keep an answer to, e.g. the water levels. A feature makes it a bean. */
public interface LiveTopic {

  String name();

  /** The permission that a viewer needs to be told. */
  String permission();

  /**
   * All items as they are now; read from the database, never from memory that may be ahead of it.
   */
  List<? extends LiveItem> snapshot();
}
