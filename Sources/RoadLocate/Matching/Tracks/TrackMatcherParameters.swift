import Glibc
import RoadModel

/// Constants of the trajectory matcher; costs are natural-log units.
package struct TrackMatcherParameters: Hashable, Sendable, Codable {
    /// Accuracy of the fixes across each axis, one sigma in metres; a track whose fixes prove to
    /// be better or worse is matched with its own.
    package var sigmaMetres = 8.0
    /// How many times wider that is taken where fixes are rare and nobody told it, in full from twice
    /// `denseStepSeconds` on: an error in a burst of multipath has no neighbour there that shows it.
    package var sparseSigmaShare = 1.25
    /// Whether headings are evidence.
    package var usesHeading = true

    /// Least and greatest radius of the candidate search, in metres.
    package var minimumRadiusMetres = 60.0
    /// See `minimumRadiusMetres`.
    package var maximumRadiusMetres = 200.0
    /// Radius of the search in multiples of sigma.
    package var radiusSigmas = 4.0
    /// Pieces kept per fix, besides those within 1.5 sigma.
    package var candidatePieces = 32
    /// A fix nearer to the last one kept adds nothing, in multiples of sigma and metres.
    package var thinningSigmas = 2.0
    /// See `thinningSigmas`.
    package var thinningMetres = 10.0
    /// Fixes are dense where this many times that distance leaves out more than half of them.
    package var denseThinningShare = 1.25
    /// A vehicle that has stood for ten fixes leaves when it is this many sigma away.
    package var restingSigmas = 4.0
    /// And one that has stood for sixty fixes when it is this many away.
    package var parkedSigmas = 5.0

    /// A fix that was left out contradicts the route when it lies this many sigma from it, as the next
    /// one does.
    package var misfitSigmas = 4.0
    /// Unless it stood for a minute: this share of the fixes left out lies within two sigma of one place.
    package var parkedShare = 0.5
    /// How often a track is matched again with such fixes.
    package var misfitRounds = 4

    /// What a fix in a burst of multipath costs before its distance counts.
    package var strayCost = 4.0
    /// One sigma of such a fix, in metres.
    package var straySigmaMetres = 40.0
    /// Seconds over which an error keeps 1/e of itself.
    package var errorMemorySeconds = 10.0
    /// What an error costs more that does not go on from the one before.
    package var errorResetCost = 2.0
    /// One sigma of a heading at driving speed, in degrees.
    package var headingSigmaDegrees = 12.0
    /// One sigma of a heading below `slowMetresPerSecond`, in degrees.
    package var slowHeadingSigmaDegrees = 75.0
    /// Speed below which a heading says little.
    package var slowMetresPerSecond = 3.0
    /// What a heading that contradicts the road costs at most.
    package var headingCostLimit = 3.5

    /// Cost of turning, or beginning, on a service road, a track or in a living street: few drives lead
    /// there, but one that does stays there however many fixes it has.
    package var minorRoadEntryCost = 3.5
    /// Sigma in metres from which on that costs more, in proportion: the worse the fixes, the more minor
    /// roads happen to lie among them.
    package var minorRoadEntrySigma = 8.0
    /// How much less that is where the next fix lies on such a road: few drivers take one as a short cut
    /// from street to street, and only there no fix need see it.
    package var minorRoadSeenRelief = 2.5
    /// How much more it is where fixes are twice as rare as `denseStepSeconds`: nobody saw the way.
    package var minorRoadUnseenCost = 2.0
    /// The share of it that counts when drivers choose between routes; see `RouteChoice`.
    package var choiceMinorRoadShare = 1.2
    /// What a fix on a road that is not open to general traffic costs.
    package var restrictedAccessCost = 0.5

    /// Cost of a metre of route.
    package var costPerMetre = 0.02
    /// Cost of a second of driving at the road's usual speed.
    package var costPerSecond = 0.20
    /// Cost of a turn by more than 40°.
    package var turnCost = 0.7
    /// Cost of a turn by more than 120°.
    package var sharpTurnCost = 1.5
    /// Cost of going straight on where other ways lead off: junctions take time.
    package var crossingCost = 0.15
    /// Seconds between fixes up to which routes cost what is stated here.
    package var denseStepSeconds = 15.0
    /// Power of the time between fixes by which they cost less beyond: the more of a way nobody saw,
    /// the more room there was for reasons of the driver's own.
    package var sparsePower = 0.6
    /// Cost of turning round in a dead end.
    package var deadEndTurnCost = 1.0
    /// Cost of turning round elsewhere.
    package var uTurnCost = 9.0
    /// Cost of a metre by which a fix lies behind the one before it on the same segment.
    package var backwardCostPerMetre = 0.12
    /// Cost of a metre by which the route is shorter than the distance between its fixes.
    package var shortfallCostPerMetre = 0.03
    /// Share of the usual driving time a driver needs at least.
    package var leastTimeShare = 0.6
    /// Cost of a second by which a route cannot have been driven in the time.
    package var hasteCostPerSecond = 0.5
    /// Cost of leaving out a fix that contradicts its neighbours, besides 0.4 of what a straight
    /// road past it costs: over long steps roads wind.
    package var outlierCost = 15.0
    /// Cost of breaking a route.
    package var breakCost = 40.0
    /// A step that costs this much more than 1.3 straight roads throws doubt on its fix; where the
    /// network may be left, more than a way off it.
    package var doubtCost = 6.0
    /// Fixes in a row that may be left out.
    package var longestDoubt = 6
    /// Fixes at the end of a track that may be left out when they cost too much.
    package var trailingOutliers = 2
    /// What the way to such fixes must cost for that, besides twice a straight road.
    package var trailingOutlierCost = 25.0
    /// Cost of a fix off the network, besides that of a straight road; it stands against the
    /// distance of a fix from a road.
    package var offNetworkFixCost = 3.25
    /// The same at the ends of a stretch off the network, where a road is known to be missing by then.
    package var offNetworkEdgeCost = 0.8
    /// And besides for each second between fixes: rare ones are seldom off the network together.
    package var offNetworkEdgeCostPerSecond = 0.03
    /// And besides where the network is left and entered again between two fixes.
    package var offNetworkStepEdgeCost = 0.4
    /// How much of what a heading says for roads counts: all of it would hide a removed road beside
    /// another of the same direction.
    package var offNetworkHeadingShare = 0.2
    /// Cost of leaving the network, and of returning to it.
    package var offNetworkTurnCost = 4.8
    /// How much less that is on a track that has left it, for each of up to five seconds between
    /// fixes: where one road is missing another may be, and fixes of one second err together.
    package var offNetworkTurnRelief = 0.18
    /// How much of the memory of errors counts where the network may be left: a missing road beside
    /// another one gives errors that agree, too.
    package var offNetworkMemoryShare = 0.5
    /// What a fix on a minor road costs where the network may be left: beside a street that is missing
    /// there is often one.
    package var offNetworkMinorRoadCost = 1.0
    /// How far apart dense fixes are chosen there against elsewhere: ends are told by single ones.
    package var offNetworkThinningShare = 0.7
    /// Cost of a way off the network against that of a straight road between its fixes: more than
    /// roads usually cost, so that a vehicle returns where it can.
    package var offNetworkDetour = 1.3
    /// Cost of such a way when the fix before is more than 20 s away: rare fixes cannot show that
    /// a winding road was not driven.
    package var offNetworkLongStepCost = 15.0
    /// Competing routes that cost this much more than the reported one count for nothing.
    package var rivalLimit = 16.0
    /// Odds of a competing route that costs no more than the reported one.
    package var rivalOdds = 0.5
    /// Costs of competing routes are divided by this before they become odds.
    package var rivalScale = 1.0
    /// And by this for each metre in which they differ: drivers have reasons of their own.
    package var rivalScalePerMetre = 0.002
    /// How much the law by which drivers choose between routes counts; see `RouteChoice`.
    package var choiceWeight = 1.0
    /// One sigma of a driver's error about the time on a way, as a share of it.
    package var choiceSpread = 0.3
    /// Seconds that passing from one segment into the next takes: there are junctions and merges.
    package var choicePassageSeconds = 1.0
    /// What a metre costs besides.
    package var choiceCostPerMetre = 0.01
    /// The share of the costs of turns that counts besides.
    package var choiceTurnShare = 0.25
    /// A competing route is preferred when it is cheaper by this.
    package var choiceMargin = 0.3
    /// How much it counts whether a route fits the time it took; see `DrivingClock`.
    package var clockWeight = 1.0
    /// How much it counts what all fixes say of a stretch, wherever on it the vehicle was; see
    /// `RouteEvidence`.
    package var evidenceShare = 0.6
    /// Competing routes that cost this much more are not looked at so closely.
    package var evidenceLimit = 3.0
    /// Seconds between fixes up to which routes are compared so.
    package var choiceLongestStepSeconds = 90.0
    /// Whether competing routes are listed in the result.
    package var listsRivals = false
    /// Fixes for which the stated sigma counts when a track's own is estimated.
    package var sigmaWeight = 10.0
    /// Hypotheses that cost this much more than the best one are given up.
    package var beam = 10.0
    /// How many times as long as the distance of its fixes a route may be.
    package var detourFactor = 5.0
    /// How many metres more it may be on top of that.
    package var detourMetres = 1_000.0
    /// Fixes further apart in time begin a new part, in seconds.
    package var longestGapSeconds = 600.0
    /// Fastest travel between fixes that is believed, in metres per second.
    package var fastestMetresPerSecond = 70.0

    /// The documented defaults.
    package init() {}

    /// Which share of a route's costs counts with so many seconds between fixes.
    func routeCostShare(_ step: Double) -> Double {
        step > denseStepSeconds ? pow(denseStepSeconds / step, sparsePower) : 1
    }

    /// The same constants with the costs of routes multiplied.
    package func scalingRouteCosts(by factor: Double) -> Self {
        var scaled = self
        scaled.costPerMetre *= factor
        scaled.costPerSecond *= factor
        scaled.turnCost *= factor
        scaled.sharpTurnCost *= factor
        scaled.crossingCost *= factor
        scaled.choiceWeight *= factor
        scaled.choiceCostPerMetre *= factor
        return scaled
    }

    /// The constants for a track on which routes weigh less: competing routes are as likely as
    /// before, and the search looks as far as before.
    func weighingRoutes(by share: Double) -> Self {
        var scaled = scalingRouteCosts(by: share)
        scaled.rivalScale *= share
        scaled.rivalScalePerMetre *= share
        scaled.rivalLimit *= share
        scaled.beam *= pow(share, 0.7)
        let timesRarer = pow(share, -1 / sparsePower)
        let rareness = min(1, timesRarer - 1)
        scaled.minorRoadEntryCost += minorRoadUnseenCost * rareness
        scaled.sigmaMetres *= 1 + (sparseSigmaShare - 1) * rareness
        return scaled
    }

    /// Takes an accuracy that somebody told, in metres: it is that of rare fixes, too.
    package mutating func take(toldSigma sigma: Double) {
        (sigmaMetres, sparseSigmaShare) = (sigma, 1)
    }

    /// Whether roads of a class are there for those who have a reason to turn onto them.
    static func isMinor(_ roadClass: RoadClass) -> Bool {
        switch roadClass {
        case .service, .track, .livingStreet: true
        default: false
        }
    }

    /// What entering a minor road costs on a track of some sigma.
    func minorEntry(_ sigma: Double) -> Double {
        minorRoadEntryCost * max(1, sigma / minorRoadEntrySigma)
    }

    /// Usual driving speed of a class in a town, in metres per second.
    ///
    /// That of minor roads is not how fast they are driven: what keeps drives off them is charged where
    /// they are entered, and beside a street their length must not speak against them again.
    func usualSpeed(_ roadClass: RoadClass, isLink: Bool) -> Double {
        let kmh: Double =
            switch roadClass {
            case .motorway: 100
            case .trunk: 80
            case .primary: 60
            case .secondary: 50
            case .tertiary: 45
            case .unclassified: 38
            case .residential, .unknown: 30
            case .livingStreet: 15
            case .service, .track: 50
            }
        return kmh / 3.6 * (isLink ? 0.75 : 1)
    }
}
