"""The rules by which a claim is judged: inputs, thresholds and the level of proof, one module a claim.

A rule takes plain figures (analysis/claims.py gathers them from the warehouse) and gives one of five verdicts with its
reasons as computed sentences. The figures can go against a claim; then the verdict does too.
"""

from analysis.verdicts.advancement import Room, RoomInputs, RoomRule, Step, advancement
from analysis.verdicts.growth import Count, GrowthInputs, Projection, growth
from analysis.verdicts.pay import Gap, PayInputs, PayRule, higher_pay
from analysis.verdicts.verdict import LEVELS, Level, Verdict

__all__ = [
    "LEVELS", "Count", "Gap", "GrowthInputs", "Level", "PayInputs", "PayRule", "Projection", "Room", "RoomInputs",
    "RoomRule", "Step", "Verdict", "advancement", "growth", "higher_pay",
]  # fmt: skip
