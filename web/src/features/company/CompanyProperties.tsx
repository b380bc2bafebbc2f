/** What is known of a company: what it is, who owns it, where it is, how to reach it. */
import type { CompanyQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { valueWords } from "@/lib/record/event-words"
import { Lifecycle } from "@/lib/record/Lifecycle"
import { Masked } from "@/lib/record/Masked"
import { PropertyChoice } from "@/lib/record/PropertyChoice"
import { PropertyGroup } from "@/lib/record/PropertyGroup"
import { PropertyMany } from "@/lib/record/PropertyMany"
import { PropertyMoney } from "@/lib/record/PropertyMoney"
import { PropertyNumber } from "@/lib/record/PropertyNumber"
import { PropertyPerson } from "@/lib/record/PropertyPerson"
import { PropertyText } from "@/lib/record/PropertyText"
import { type RecordEditor, useRecordEdit } from "@/lib/record/use-record-edit"
import { Property } from "@/ui/PropertyList"
import { tiers } from "./companies-view"
import { UpdateCompanyMutation } from "./queries"

type Company = NonNullable<CompanyQuery["company"]>
type Props = { company: Company; readOnly: boolean }

const accountTiers = tiers.filter(({ id }) => id !== "none")
const places = [
  { field: "address", label: "Address" },
  { field: "city", label: "City" },
  { field: "country", label: "Country" },
  { field: "region", label: "Region" },
] as const

export function CompanyProperties({ company, readOnly }: Props) {
  const directory = useDirectory()
  const now = useMinute()
  const editor = useRecordEdit(UpdateCompanyMutation, company, (field, value) =>
    valueWords(field, value, directory, now),
  )
  // A picker gives ids, which are text; the tier is a number.
  const tierEditor: RecordEditor<{ accountTier: string }> = {
    ...editor,
    save: ({ accountTier }) => editor.save({ accountTier: Number(accountTier) }),
  }
  const given = { editor, readOnly }
  return (
    <>
      <PropertyGroup title="Company">
        <PropertyText {...given} field="name" label="Name" value={company.name} required />
        <PropertyPerson {...given} field="ownerId" label="Owner" value={company.ownerId} />
        <Property label="Territory">{directory.territory(company.territoryId)?.name}</Property>
        <Masked object="COMPANY" field="lifecycle" label="Lifecycle">
          <Lifecycle kind={company.lifecycle} />
        </Masked>
        <PropertyChoice
          editor={tierEditor}
          readOnly={readOnly}
          field="accountTier"
          label="Account tier"
          value={company.accountTier ? String(company.accountTier) : null}
          options={accountTiers}
        />
        <PropertyText {...given} field="industry" label="Industry" value={company.industry} />
        <PropertyNumber {...given} field="employees" label="People" value={company.employees}>
          <span className="tabular-nums">{company.employees?.toLocaleString("en-GB")}</span>
        </PropertyNumber>
        <PropertyMoney
          {...given}
          field="annualRevenue"
          label="Revenue a year"
          value={company.annualRevenue}
          currency={company.currency ?? directory.baseCurrency}
        />
        <PropertyMany
          {...given}
          add="addTags"
          remove="removeTags"
          label="Tags"
          one="tag"
          values={company.tags}
        />
        <PropertyText {...given} field="description" label="About" value={company.description} />
      </PropertyGroup>
      <PropertyGroup title="Reach">
        <PropertyMany
          {...given}
          add="addDomains"
          remove="removeDomains"
          label="Domains"
          one="domain"
          values={company.domains}
        />
        <PropertyText {...given} field="website" label="Website" value={company.website} type="url" />
        <PropertyText {...given} field="phone" label="Phone" value={company.phone} type="tel" />
      </PropertyGroup>
      <PropertyGroup title="Place">
        {places.map((property) => (
          <PropertyText key={property.field} {...given} {...property} value={company[property.field]} />
        ))}
      </PropertyGroup>
      {editor.dialog}
    </>
  )
}
