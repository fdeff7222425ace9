// error: requires that 'Anything' conform to 'HeldOutRole'
import Imbalance

enum Anything: PartitionRole {
  static let name = "anything"
}

func predicted(_ model: FittedModel, _ rows: Partition<Anything>) {
  _ = model.predictions(on: rows, threads: 1)
}
