package jp.yagura.shared.testing;

/// One Mosquitto with one configuration, wherever it runs.
sealed interface Mosquitto extends AutoCloseable permits MosquittoContainer, MosquittoProgram {
  void run();

  void kill();

  void stop();

  String log();

  @Override
  void close();
}
