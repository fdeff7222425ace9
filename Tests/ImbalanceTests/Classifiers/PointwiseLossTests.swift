import Foundation
import Imbalance
import Testing

@Suite struct PointwiseLossTests {
  static let losses: [PointwiseLoss] = [
    .logLoss, .defaultFocal, .focal(gamma: 0, alpha: 0.5), .focal(gamma: 0.7, alpha: 0.9),
    .focal(gamma: 5, alpha: 0.3),
  ]
  static let margins = [-30, -7.5, -2, -0.3, 0, 0.4, 1.7, 6, 25].map { Double($0) }

  @Test("gradient and hessian are the differences of value and gradient", arguments: losses)
  func differences(loss: PointwiseLoss) {
    for margin in Self.margins {
      for isPositive in [true, false] {
        func value(_ z: Double) -> Double { loss.value(margin: z, isPositive: isPositive) }
        func slope(_ z: Double) -> Double { loss.gradient(margin: z, isPositive: isPositive) }
        let h = 1e-5
        let gradient = (value(margin + h) - value(margin - h)) / (2 * h)
        let hessian = (slope(margin + h) - slope(margin - h)) / (2 * h)
        #expect(abs(gradient - slope(margin)) < 1e-8)
        #expect(abs(hessian - loss.hessian(margin: margin, isPositive: isPositive)) < 1e-8)
        let bounded = loss.boundedHessian(margin: margin, isPositive: isPositive)
        #expect(bounded > 0 && bounded >= loss.hessian(margin: margin, isPositive: isPositive))
      }
    }
  }

  @Test("the definition, written with the C library's functions", arguments: losses)
  func definition(loss: PointwiseLoss) {
    for margin in Self.margins where abs(margin) < 10 {
      for isPositive in [true, false] {
        let p = 1 / (1 + exp(isPositive ? -margin : margin))
        let wanted =
          switch loss {
          case .logLoss: -log(p)
          case .focal(let gamma, let alpha):
            (isPositive ? alpha : 1 - alpha) * pow(1 - p, gamma) * -log(p)
          }
        #expect(abs(loss.value(margin: margin, isPositive: isPositive) - wanted) < 1e-12)
      }
    }
  }

  @Test("without focus it is half the cross-entropy; alpha belongs to positives")
  func special() {
    for margin in Self.margins {
      let half = PointwiseLoss.focal(gamma: 0, alpha: 0.5).value(margin: margin, isPositive: true)
      #expect(abs(2 * half - PointwiseLoss.logLoss.value(margin: margin, isPositive: true)) < 1e-14)
    }
    let positives = PointwiseLoss.focal(gamma: 2, alpha: 1)
    #expect(positives.value(margin: 3, isPositive: false) == 0)
    #expect(positives.value(margin: -3, isPositive: true) > 2)
    #expect(PointwiseLoss.defaultFocal.hessian(margin: -6, isPositive: true) < 0)
  }

  @Test("the log-loss of a row that is surely right keeps its digits")
  func tiny() {
    let value = PointwiseLoss.logLoss.value(margin: 40, isPositive: true)
    #expect(abs(value / 4.248354255291589e-18 - 1) < 1e-12)
    #expect(PointwiseLoss.logLoss.value(margin: -800, isPositive: true) == 800)
  }
}
