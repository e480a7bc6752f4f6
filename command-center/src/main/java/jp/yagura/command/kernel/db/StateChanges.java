package jp.yagura.command.kernel.db;

import java.util.function.Consumer;

/**
 * Passes on that things have turned, not every time that they are as before. Writer's thread only.
 */
final class StateChanges implements Consumer<StorageState> {

  private final Consumer<StorageState> listener;
  private boolean well = true;

  StateChanges(Consumer<StorageState> listener) {
    this.listener = listener;
  }

  @Override
  public void accept(StorageState state) {
    if (state.well() != well) {
      well = state.well();
      listener.accept(state);
    }
  }
}
