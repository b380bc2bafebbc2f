/** One's own account, and for administrators: people, teams, territories, roles, sign-in providers, the audit. */
import { graphql } from "@/lib/graphql"

export const SettingsUser = graphql(`
  fragment SettingsUser on User { id version name email roleId active invited teamIds outOfOffice createdAt }
`)

export const SettingsTeam = graphql(`
  fragment SettingsTeam on Team { id version name parentId memberIds timeZone }
`)

export const SettingsTerritory = graphql(`
  fragment SettingsTerritory on Territory { id version name order condition teamId ownerId companyCount }
`)

export const SettingsRole = graphql(`
  fragment SettingsRole on Role {
    id version name description builtIn operates administers memberCount
    permissions { object read create edit delete export }
    fields { object field access }
    narrowings { object condition }
  }
`)

export const SettingsProvider = graphql(`
  fragment SettingsProvider on Provider { id version name issuer clientId allowedDomains roleId enabled redirectUri }
`)

/* My account. */

export const SessionsQuery = graphql(`
  query Sessions($userId: ID) {
    sessions(userId: $userId) { id current device address createdAt lastUsedAt expiresAt }
  }
`)
export const RevokeSessionMutation = graphql(`
  mutation RevokeSession($input: RevokeSessionInput!) { revokeSession(input: $input) }
`)
export const RevokeOtherSessionsMutation = graphql(`mutation RevokeOtherSessions { revokeOtherSessions }`)

export const ApiTokenFields = graphql(`
  fragment ApiTokenFields on ApiToken {
    id name createdAt lastUsedAt expiresAt user { id version name } role { id version name }
  }
`)
export const TokensQuery = graphql(`query Tokens { tokens { ...ApiTokenFields } }`)
export const CreateTokenMutation = graphql(`
  mutation CreateToken($input: CreateTokenInput!) {
    createToken(input: $input) { secret token { ...ApiTokenFields } }
  }
`)
export const RevokeTokenMutation = graphql(`
  mutation RevokeToken($input: RevokeTokenInput!) { revokeToken(input: $input) }
`)

export const ChangePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) { changePassword(input: $input) }
`)
export const BeginSecondFactorMutation = graphql(`
  mutation BeginSecondFactor { beginSecondFactor { secret uri svg } }
`)
export const ConfirmSecondFactorMutation = graphql(`
  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { codes } }
`)
export const RemoveSecondFactorMutation = graphql(`
  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) }
`)

/* People. */

export const InviteUserMutation = graphql(`
  mutation InviteUser($input: InviteUserInput!) {
    inviteUser(input: $input) { link mailed user { ...SettingsUser } }
  }
`)
export const UpdateUserMutation = graphql(`
  mutation UpdateUser($input: UpdateUserInput!) { updateUser(input: $input) { ...SettingsUser } }
`)
export const DeactivateUserMutation = graphql(`
  mutation DeactivateUser($input: DeactivateUserInput!) { deactivateUser(input: $input) { ...SettingsUser } }
`)
export const ReactivateUserMutation = graphql(`
  mutation ReactivateUser($input: ReactivateUserInput!) { reactivateUser(input: $input) { ...SettingsUser } }
`)
export const DependentsQuery = graphql(`
  query Dependents($userId: ID!) {
    dependents(userId: $userId) {
      openLeads openDeals contacts companies campaigns plannedActivities offers isDefaultOwner
      rules { id version name }
      territories { id version name }
      stages { id name }
      teams { id version name }
    }
  }
`)

/* Teams. */

export const CreateTeamMutation = graphql(`
  mutation CreateTeam($input: CreateTeamInput!) { createTeam(input: $input) { ...SettingsTeam } }
`)
export const UpdateTeamMutation = graphql(`
  mutation UpdateTeam($input: UpdateTeamInput!) { updateTeam(input: $input) { ...SettingsTeam } }
`)
export const DeleteTeamMutation = graphql(`
  mutation DeleteTeam($input: DeleteTeamInput!) { deleteTeam(input: $input) }
`)

/* Territories. */

export const TerritoriesQuery = graphql(`query Territories { territories { ...SettingsTerritory } }`)
export const CreateTerritoryMutation = graphql(`
  mutation CreateTerritory($input: CreateTerritoryInput!) { createTerritory(input: $input) { ...SettingsTerritory } }
`)
export const UpdateTerritoryMutation = graphql(`
  mutation UpdateTerritory($input: UpdateTerritoryInput!) { updateTerritory(input: $input) { ...SettingsTerritory } }
`)
export const ReorderTerritoriesMutation = graphql(`
  mutation ReorderTerritories($input: ReorderTerritoriesInput!) {
    reorderTerritories(input: $input) { ...SettingsTerritory }
  }
`)
export const DeleteTerritoryMutation = graphql(`
  mutation DeleteTerritory($input: DeleteTerritoryInput!) { deleteTerritory(input: $input) }
`)

/* Roles. */

export const RolesQuery = graphql(`query Roles { roles { ...SettingsRole } }`)
export const FieldsQuery = graphql(`
  query SettingsFields($object: RecordType!) {
    fields(object: $object) { name label type filterable hideable editable options { value label } }
  }
`)
export const CreateRoleMutation = graphql(`
  mutation CreateRole($input: CreateRoleInput!) { createRole(input: $input) { ...SettingsRole } }
`)
export const UpdateRoleMutation = graphql(`
  mutation UpdateRole($input: UpdateRoleInput!) { updateRole(input: $input) { ...SettingsRole } }
`)
export const DeleteRoleMutation = graphql(`
  mutation DeleteRole($input: DeleteRoleInput!) { deleteRole(input: $input) }
`)
export const ViewAsMutation = graphql(`
  mutation ViewAs($input: ViewAsInput!) { viewAs(input: $input) { serverTime } }
`)

/* Signing in with a provider. */

export const ProvidersQuery = graphql(`query Providers { providers { ...SettingsProvider } }`)
export const CreateProviderMutation = graphql(`
  mutation CreateProvider($input: CreateProviderInput!) { createProvider(input: $input) { ...SettingsProvider } }
`)
export const UpdateProviderMutation = graphql(`
  mutation UpdateProvider($input: UpdateProviderInput!) { updateProvider(input: $input) { ...SettingsProvider } }
`)
export const DeleteProviderMutation = graphql(`
  mutation DeleteProvider($input: DeleteProviderInput!) { deleteProvider(input: $input) }
`)

/* The audit. */

export const AuditQuery = graphql(`
  query Audit($actorId: ID, $subjectId: ID, $action: String, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
    audit(actorId: $actorId, subjectId: $subjectId, action: $action, from: $from, to: $to, first: $first, after: $after) {
      nodes { id at address action subjectId detail erasedAt actor { kind id name } changes { field from to } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

export const AuditSealQuery = graphql(`query AuditSeal { auditSeal { number hash at } }`)
