package jp.yagura.command.operation;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;

@Singleton
final class OperationsTopic implements LiveTopic {

  static final String NAME = "operations";

  private final Operations operations;

  OperationsTopic(Operations operations) {
    this.operations = operations;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String permission() {
    return OperationPermissions.READ;
  }

  @Override
  public List<? extends LiveItem> snapshot() {
    return operations.all().stream().map(OperationItem::of).toList();
  }
}
