package jp.yagura.agent.onthespot;

/// The box, as far as the page may look and act. Called from the page's own thread; neither call
/// may take long.
public interface Box {
  BoxView look();

  /// Sends a test alarm (試験警報). From then on [BoxView#test] tells how far it has got.
  void sendTest();
}
