// error: cannot convert value of type 'TestSet'
import Imbalance

func standardized(_ rows: TestSet) throws {
  _ = try fitPreparation(rows, needs: .standardizedNumbers, options: PreparationOptions())
}
