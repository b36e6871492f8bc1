package import RoadModel

/// One observation to be put on the network: a place and whatever else is known about it.
package struct PointObservation: Sendable {
    /// Place in the network's system.
    package var point: ProjectedPoint
    /// One-sigma accuracy along each axis; values that are not positive or not finite count as
    /// unknown, see ``PointMatcherParameters/unknownSigmaMetres``.
    package var sigma: Metres
    /// Direction of travel, clockwise from grid north; `nil` when unknown.
    package var heading: Degrees?
    /// One-sigma accuracy of the heading; `nil` when unknown, see
    /// ``PointMatcherParameters/headingSigmaDegrees``.
    package var headingSigma: Degrees?
    /// What is said about the road's name.
    package var names: RoadNameEvidence
    /// Speed limit that applied, in km/h; `nil` when unknown.
    package var limitKmh: Double?
    /// What few observations state.
    package var further: FurtherEvidence?

    /// Makes an observation.
    package init(
        point: ProjectedPoint,
        sigma: Metres,
        heading: Degrees? = nil,
        headingSigma: Degrees? = nil,
        names: RoadNameEvidence = .none,
        limitKmh: Double? = nil,
        further: FurtherEvidence? = nil
    ) {
        (self.point, self.sigma, self.heading) = (point, sigma, heading)
        (self.headingSigma, self.names, self.limitKmh) = (headingSigma, names, limitKmh)
        self.further = further
    }
}
