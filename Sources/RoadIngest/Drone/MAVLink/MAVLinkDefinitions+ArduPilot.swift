// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages 150 to 229, most of them of the ArduPilot set.
    static let arduPilot = """
        150 SENSOR_OFFSETS i16 mag_ofs_x mag_ofs_y mag_ofs_z f32 mag_declination i32
          raw_press raw_temp f32 gyro_cal_x gyro_cal_y gyro_cal_z accel_cal_x accel_cal_y
          accel_cal_z
        151 SET_MAG_OFFSETS u8 target_system target_component i16 mag_ofs_x mag_ofs_y
          mag_ofs_z
        152 MEMINFO u16 brkval freemem | u32 freemem32
        153 AP_ADC u16 adc1 adc2 adc3 adc4 adc5 adc6
        154 DIGICAM_CONFIGURE u8 target_system target_component mode u16 shutter_speed u8
          aperture iso exposure_type command_id engine_cut_off extra_param f32 extra_value
        155 DIGICAM_CONTROL u8 target_system target_component session zoom_pos i8 zoom_step
          u8 focus_lock shot command_id extra_param f32 extra_value
        156 MOUNT_CONFIGURE u8 target_system target_component mount_mode stab_roll
          stab_pitch stab_yaw
        157 MOUNT_CONTROL u8 target_system target_component i32 input_a input_b input_c u8
          save_position
        158 MOUNT_STATUS u8 target_system target_component i32 pointing_a pointing_b
          pointing_c | u8 mount_mode
        160 FENCE_POINT u8 target_system target_component idx count f32 lat lng
        161 FENCE_FETCH_POINT u8 target_system target_component idx
        162 FENCE_STATUS u8 breach_status u16 breach_count u8 breach_type u32 breach_time |
          u8 breach_mitigation
        163 AHRS f32 omegaIx omegaIy omegaIz accel_weight renorm_val error_rp error_yaw
        164 SIMSTATE f32 roll pitch yaw xacc yacc zacc xgyro ygyro zgyro i32 lat lng
        165 HWSTATUS u16 Vcc u8 I2Cerr
        166 RADIO u8 rssi remrssi txbuf noise remnoise u16 rxerrors fixed
        167 LIMITS_STATUS u8 limits_state u32 last_trigger last_action last_recovery
          last_clear u16 breach_count u8 mods_enabled mods_required mods_triggered
        168 WIND f32 direction speed speed_z
        169 DATA16 u8 type len u8[16] data
        170 DATA32 u8 type len u8[32] data
        171 DATA64 u8 type len u8[64] data
        172 DATA96 u8 type len u8[96] data
        173 RANGEFINDER f32 distance voltage
        174 AIRSPEED_AUTOCAL f32 vx vy vz diff_pressure EAS2TAS ratio state_x state_y
          state_z Pax Pby Pcz
        175 RALLY_POINT u8 target_system target_component idx count i32 lat lng i16 alt
          break_alt u16 land_dir u8 flags
        176 RALLY_FETCH_POINT u8 target_system target_component idx
        177 COMPASSMOT_STATUS u16 throttle f32 current u16 interference f32 CompensationX
          CompensationY CompensationZ
        178 AHRS2 f32 roll pitch yaw altitude i32 lat lng
        179 CAMERA_STATUS u64 time_usec u8 target_system cam_idx u16 img_idx u8 event_id f32
          p1 p2 p3 p4
        180 CAMERA_FEEDBACK u64 time_usec u8 target_system cam_idx u16 img_idx i32 lat lng
          f32 alt_msl alt_rel roll pitch yaw foc_len u8 flags | u16 completed_captures
        181 BATTERY2 u16 voltage i16 current_battery
        182 AHRS3 f32 roll pitch yaw altitude i32 lat lng f32 v1 v2 v3 v4
        183 AUTOPILOT_VERSION_REQUEST u8 target_system target_component
        184 REMOTE_LOG_DATA_BLOCK u8 target_system target_component u32 seqno u8[200] data
        185 REMOTE_LOG_BLOCK_STATUS u8 target_system target_component u32 seqno u8 status
        186 LED_CONTROL u8 target_system target_component instance pattern custom_len u8[24]
          custom_bytes
        191 MAG_CAL_PROGRESS u8 compass_id cal_mask cal_status attempt completion_pct u8[10]
          completion_mask f32 direction_x direction_y direction_z
        192 MAG_CAL_REPORT u8 compass_id cal_mask cal_status autosaved f32 fitness ofs_x
          ofs_y ofs_z diag_x diag_y diag_z offdiag_x offdiag_y offdiag_z |
          orientation_confidence u8 old_orientation new_orientation f32 scale_factor
        193 EKF_STATUS_REPORT u16 flags f32 velocity_variance pos_horiz_variance
          pos_vert_variance compass_variance terrain_alt_variance | airspeed_variance
        194 PID_TUNING u8 axis f32 desired achieved FF P I D | SRate PDmod
        195 DEEPSTALL i32 landing_lat landing_lon path_lat path_lon arc_entry_lat
          arc_entry_lon f32 altitude expected_travel_distance cross_track_error u8 stage
        200 GIMBAL_REPORT u8 target_system target_component f32 delta_time delta_angle_x
          delta_angle_y delta_angle_z delta_velocity_x delta_velocity_y delta_velocity_z
          joint_roll joint_el joint_az
        201 GIMBAL_CONTROL u8 target_system target_component f32 demanded_rate_x
          demanded_rate_y demanded_rate_z
        214 GIMBAL_TORQUE_CMD_REPORT u8 target_system target_component i16 rl_torque_cmd
          el_torque_cmd az_torque_cmd
        215 GOPRO_HEARTBEAT u8 status capture_mode flags
        216 GOPRO_GET_REQUEST u8 target_system target_component cmd_id
        217 GOPRO_GET_RESPONSE u8 cmd_id status u8[4] value
        218 GOPRO_SET_REQUEST u8 target_system target_component cmd_id u8[4] value
        219 GOPRO_SET_RESPONSE u8 cmd_id status
        225 EFI_STATUS u8 health f32 ecu_index rpm fuel_consumed fuel_flow engine_load
          throttle_position spark_dwell_time barometric_pressure intake_manifold_pressure
          intake_manifold_temperature cylinder_head_temperature ignition_timing
          injection_time exhaust_gas_temperature throttle_out pt_compensation |
          ignition_voltage fuel_pressure
        226 RPM f32 rpm1 rpm2
        """
}
